"""A second factor where the programme wants one of a role.

Who has such a role, by itself or as part of a larger one, and has set up neither a passkey nor an app
sees the portal as a visitor does; the pages of one's own account stay open to set it up. Administrators
count as having every role. Each request asks anew: once a factor is set up, everything is open.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from portal.accounts.models import User
from portal.accounts.roles import INCLUDES, Role
from portal.preferences.models import Preferences

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# The views of allauth, and the portal's own in their place.
ACCOUNT_PAGES = ("account_", "mfa_", "socialaccount_", "openid_connect_")


def is_missing(user):
    """Tell whether this person must set up a second factor before going on."""
    if getattr(user, "is_onlooker", False):
        return False  # the coordinator behind it was asked already
    wanted = Preferences.current().second_factor_roles
    if not wanted or not (user.is_staff or user.has_role(*wanted)):
        return False
    return not get_adapter().is_mfa_enabled(user, FACTORS)


class SecondFactorMiddleware:
    """Shows the portal as visitors see it to people whose role needs a second factor they lack."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "lacks_second_factor", False) and _asks_to_sign_in(response):
            return _to_setting_up(request)
        return response

    def process_view(self, request, view, args, kwargs):
        # A visitor is not looked up: asking who is there would tie the page to the cookie.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return
        if is_missing(request.user):
            request.lacks_second_factor = True
            if not request.resolver_match.view_name.startswith(ACCOUNT_PAGES):
                request.user = AnonymousUser()


def _asks_to_sign_in(response):
    target = response.headers.get("Location", "").partition("?")[0]
    return target == resolve_url(settings.LOGIN_URL)


def _to_setting_up(request):
    where = resolve_url("mfa_index")
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)


def without():
    """Return, for each role, how many people have it and no second factor yet."""
    holders = User.objects.filter(is_active=True).exclude(
        Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))
    )
    return holders.aggregate(
        **{
            role.value: Count("pk", filter=Q(groups__name__in=_held_by(role)), distinct=True)
            for role in Role
        }
    )


def _held_by(role):
    """The roles by which somebody has this one, the larger ones among them."""
    return [role.value, *(larger.value for larger in Role if role in INCLUDES.get(larger, ()))]
