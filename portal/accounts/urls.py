"""One's own account. Of what allauth brings, only what has a page of ours."""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_required
from django.urls import include, path

from portal.accounts import fresh, security

passkeys = [
    path("add/", security.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "<int:pk>/rename/",
        webauthn.EditWebAuthnView.as_view(success_url=security.HERE),
        name="mfa_edit_webauthn",
    ),
    path(
        "<int:pk>/remove/",
        webauthn.RemoveWebAuthnView.as_view(success_url=security.HERE),
        name="mfa_remove_webauthn",
    ),
]
app = [
    path("", totp.activate_totp, name="mfa_activate_totp"),
    path("remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
]
recovery_codes = [
    path("", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path(
        "password/set/",
        login_required(reauthentication_required(app="allauth.account")(account.password_set)),
        name="account_set_password",
    ),
    path("", include("allauth.account.urls")),
    path("again/", login_required(fresh.sign_in_again), name="account_sign_in_again"),
    path("login/second/", mfa.authenticate, name="mfa_authenticate"),
    path("login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("security/", security.SecurityView.as_view(), name="mfa_index"),
    path("security/passkeys/", include(passkeys)),
    path("security/app/", include(app)),
    path("security/codes/", include(recovery_codes)),
    path(
        "security/disconnect/",
        security.DisconnectView.as_view(),
        name="socialaccount_connections",
    ),
]
