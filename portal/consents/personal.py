"""What is stored about what people agreed to."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.personal import Fact, Outcome, Section, Statement
from portal.consents.models import Consent, ConsentText

HOLDS = (Consent,)


def _of(subject):
    return Consent.objects.filter(
        Q(user=subject.user_id) & Q(user__isnull=False) | Q(email__in=subject.emails)
    )


def stored(subject):
    records = [
        [
            Fact("given_at", _("Agreed"), consent.given_at),
            Fact("text", _("To"), str(consent.text)),
            Fact("wording", _("Wording"), consent.text.text, html=consent.text.localised_html),
        ]
        for consent in _of(subject).select_related("text")
    ]
    if records:
        yield Section("consents", _("Consents"), records)


def outlook(subject, *, keep_names):
    if number := _of(subject).count():
        text = ngettext("%(n)d consent is deleted.", "%(n)d consents are deleted.", number)
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    _of(subject).delete()


def forget(about):
    """Delete the consents given about these things; return nothing."""
    Consent.objects.filter(about__in=list(about)).delete()


def purge(preferences, now):
    """Consents go along with what they were given for: the account, the registration."""
    return iter(())


def statements(preferences):
    if ConsentText.objects.published().exists():
        text = _(
            "Which text you agreed to and when, for as long as we keep what you agreed to it for."
        )
        yield Statement(_("Consent"), [text])
