"""The page on how one signs in, and what leads back to it."""

from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import ConnectionsView
from django.shortcuts import redirect
from django.urls import reverse_lazy

HERE = reverse_lazy("mfa_index")


class SecurityView(IndexView):
    """Password, passkeys, app, recovery codes and connected logins, all on one page."""

    def get_context_data(self, **kwargs):
        providers = get_social_adapter(self.request).list_providers(self.request)
        names = {provider.app.provider_id: provider.name for provider in providers}
        accounts = SocialAccount.objects.filter(user=self.request.user).order_by("pk")
        connected = [
            {"pk": account.pk, "name": names.get(account.provider, account.provider)}
            | _who(account)
            for account in accounts
        ]
        used = {account.provider for account in accounts}
        return super().get_context_data(**kwargs) | {
            "connected": connected,
            "connectable": [one for one in providers if one.app.provider_id not in used],
        }


def _who(account):
    said = account.extra_data.get("userinfo", {})
    return {"who": said.get("email") or account.uid}


class AddPasskeyView(AddWebAuthnView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}


class DisconnectView(ConnectionsView):
    """Takes a connected login away; the list of them is on the page on security."""

    http_method_names = ["get", "post"]
    success_url = HERE

    def get(self, request, *args, **kwargs):
        return redirect(HERE)

    def form_invalid(self, form):
        return redirect(HERE)
