from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from allauth.socialaccount.models import SocialApp
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse


class SaysEMailAddress(forms.BaseForm):
    """A form of allauth that calls its address as the rest of the portal does."""

    address = "email"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields[self.address]
        field.label = _("E-mail address")
        field.widget.attrs.pop("placeholder", None)


class LoginForm(SaysEMailAddress, account.LoginForm):
    address = "login"


class AddEmailForm(SaysEMailAddress, account.AddEmailForm):
    pass


class ResetPasswordForm(SaysEMailAddress, account.ResetPasswordForm):
    pass


class SignupForm(SaysEMailAddress, account.SignupForm):
    """Asks for a name and an address; one signs in by a code, and sets a password who wants one."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password1"]
        self.fields["email"].help_text = _("At your university or institute.")

    def clean_email(self):
        # Before anything is looked up: the same for an address that is known and one that is not.
        if not get_adapter().may_open_account(self.cleaned_data["email"]):
            raise ValidationError(
                _("Only addresses of participating institutions can be used to open an account."),
                code="foreign",
            )
        return super().clean_email()

    def try_save(self, request):
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # Somebody was faster with the same address: it is one that is known now.
            self.account_already_exists = True
            return super().try_save(request)


class DisconnectForm(social.DisconnectForm):
    def clean(self):
        # The last one may go, password or not: a code by mail always lets one in.
        return forms.Form.clean(self)

    def save(self):
        account = self.cleaned_data["account"]
        try:
            account.get_provider()
        except SocialApp.DoesNotExist:
            account._provider = account.provider  # noqa: SLF001  allauth asks for a provider that may be gone
        super().save()


class CredentialField(forms.JSONField):
    """What a browser says for a passkey; anything that is nothing of the kind is refused here."""

    widget = forms.HiddenInput

    def __init__(self, kind):
        self.kind = kind
        super().__init__()

    def to_python(self, value):
        credential = super().to_python(value)
        try:
            self.kind.from_dict(credential)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(_("This is no passkey."), code="nonsense") from error
        return credential


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey signs one in by itself, thus the device must have asked who is there."""

    credential = CredentialField(RegistrationResponse)
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            help_text=_("So that you know it again, such as “Phone”."),
            max_length=100,
            required=False,
        )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the passkey"), max_length=100)


class PasskeyLoginForm(webauthn.LoginWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class PasskeyStepForm(webauthn.AuthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class PasskeyReauthenticationForm(webauthn.ReauthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)
