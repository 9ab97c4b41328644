import logging

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.roles import Role

log = logging.getLogger(__name__)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Who may come in by ORCID or by a university.

    A login that is connected to an account opens it. One that is not opens the account with the same
    address, or a new one, only where its provider answers for that address (see oidc.Provider).
    """

    def list_apps(self, request, provider=None, client_id=None):
        """Return the providers of the environment; there are none in the database."""
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return [
            SocialApp(provider="openid_connect", **app)
            for app in apps
            if provider in {None, app["provider_id"]}
        ]

    def pre_social_login(self, request, sociallogin):
        signs_in = sociallogin.state.get("process") == AuthProcess.LOGIN
        if signs_in and not sociallogin.is_existing and not self._welcome(request, sociallogin):
            page = render(request, "socialaccount/unknown.html", {"provider": sociallogin.provider})
            raise ImmediateHttpResponse(page)

    def is_open_for_signup(self, request, sociallogin):
        return self._welcome(request, sociallogin)

    def _welcome(self, request, sociallogin):
        adapter = get_account_adapter(request)
        vouched = [one.email for one in sociallogin.email_addresses if one.verified]
        return (
            bool(vouched)
            and adapter.is_open_for_signup(request)
            and all(adapter.may_open_account(email) for email in vouched)
        )

    def authenticate_by_email(self, sociallogin):
        """Return the account that has confirmed the address the provider answers for."""
        vouched = [one.email for one in sociallogin.email_addresses if one.verified]
        confirmed = EmailAddress.objects.filter(email__in=vouched, verified=True)
        address = confirmed.select_related("user").first()
        return address and (address.user, address.email)

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.name = (data.get("name") or "")[:200]
        return user

    def save_user(self, request, sociallogin, form=None):
        try:
            with transaction.atomic():
                user = super().save_user(request, sociallogin, form)
                user.grant(Role.MEMBER)
        except IntegrityError as error:
            # Opened at this very moment by another window: to be signed in to on the next try.
            raise ImmediateHttpResponse(redirect("account_login")) from error
        return user

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("mfa_index")

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        log.warning("Signing in by %s came to nothing: %s %s", provider, error, exception or "")
