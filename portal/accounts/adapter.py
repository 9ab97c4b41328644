from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from portal.accounts import fresh
from portal.preferences.models import Preferences

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code of your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing up is by invitation, or open to whom `may_open_account` lets in."""

    def is_open_for_signup(self, request):
        return Preferences.current().signup != Preferences.Signup.INVITATION

    def may_open_account(self, email):
        """Tell whether an address is one of those that open sign-up is for."""
        return False

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def is_reauthentication_required(self, *, app, **kwargs):
        required = super().is_reauthentication_required(app=app, **kwargs)
        if required and fresh.is_stale(self.request):
            raise ImmediateHttpResponse(fresh.to_signing_in_again(self.request))
        return required

    def get_reauthentication_methods(self, user):
        ways = [
            way | {"description": WAYS[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]
        if not get_mfa_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            # The first is asked for: recovery codes are the last resort of who has no app.
            ways.sort(key=lambda way: way["id"] == "mfa_reauthenticate")
        return ways
