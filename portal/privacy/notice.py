"""What visitors are told about their data, made from what the portal really does."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from portal.common.personal import Statement
from portal.preferences.models import Preferences
from portal.privacy.holdings import HOLDINGS


def topics():
    """Return the statements of all apps, those about mere visitors first."""
    preferences = Preferences.current()
    stored = [one for holding in HOLDINGS for one in holding.statements(preferences)]
    stored.sort(key=lambda one: not one.everybody)
    return [_visiting(), _cookies(), *stored, _third_parties()]


def _visiting():
    return Statement(
        _("Looking around"),
        [
            _(
                "Nothing is stored about you when you read these pages: no cookie, no statistics, no log of yours."
            ),
            _(
                "For some minutes after a form was sent the portal counts, without your address being readable,"
                " how often that was done from your place in the network, so that nobody can guess passwords."
            ),
        ],
    )


def _cookies():
    return Statement(
        _("Cookies"),
        [
            _("None before you send a form."),
            _(
                "“%(session)s” keeps you signed in, from signing in until you sign out, at most %(days)d days."
                " “%(csrf)s” guards forms against other sites, once you are signed in or where your browser does"
                " not say which page a form comes from."
            )
            % {
                "session": settings.SESSION_COOKIE_NAME,
                "csrf": settings.CSRF_COOKIE_NAME,
                "days": settings.SESSION_COOKIE_AGE // 86400,
            },
            _(
                "“messages” carries a sentence such as “You have signed out” to the next page, and no further."
            ),
            _("The colours you choose are remembered by your browser alone and sent to nobody."),
        ],
    )


def _third_parties():
    others = [_("No page loads anything from other sites, and nothing is sold or passed on.")]
    if host := _mail_server():
        others.append(_("Mails to you pass the mail server %(host)s.") % {"host": host})
    names = [one["name"] for one in _sign_in_providers()]
    if names:
        others.append(
            _(
                "If you choose to sign in by %(names)s, they learn that you do, and tell us who you are."
            )
            % {"names": ", ".join(names)}
        )
    return Statement(_("Others who learn of it"), others)


def _mail_server():
    return getattr(settings, "EMAIL_HOST", "") if "smtp" in settings.EMAIL_BACKEND else ""


def _sign_in_providers():
    providers = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {})
    for provider in providers.values():
        for app in provider.get("APPS", []):
            host = urlsplit(app.get("settings", {}).get("server_url", "")).hostname
            yield {"name": app.get("name") or host or app.get("provider_id", "")}
