import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401  what it registers is taken back below
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import to_sign_in


def entrance(request, extra_context=None):
    """Let administrators in by the portal's own sign-in, which limits guessing; for others it is 404."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    if not admin.site.has_permission(request):
        raise Http404
    return redirect(get_next_redirect_url(request) or "admin:index")


admin.site.login = entrance  # type: ignore[method-assign]  # Django has no other way to replace it


class AddressForm(forms.ModelForm):
    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        others = EmailAddress.objects.exclude(user=self.instance.pk)
        if others.filter(email=email, verified=True).exists():
            raise ValidationError(_("Somebody else signs in with this address."), code="taken")
        return email


class NewUserForm(AddressForm, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


class UserForm(AddressForm, UserChangeForm):
    class Meta:
        model = User
        fields = ("email", "name", "password", "groups", "is_active", "is_staff", "is_superuser")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = UserForm
    add_form = NewUserForm
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff")
    list_filter = ("groups", "is_active", "is_staff")
    search_fields = ("email", "name")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Roles"), {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            obj.confirm_address()


# Providers come from the environment, and nobody's tokens are kept.
admin.site.unregister([SocialApp, SocialToken, SocialAccount, Authenticator])
# A role is a group, given in the account; what it allows stands in the code.
admin.site.unregister(Group)


@admin.register(SocialAccount)
class SocialAccountAdmin(admin.ModelAdmin):
    """A way of signing in elsewhere: it can be taken away, and what the provider said is shown to nobody."""

    list_display = fields = readonly_fields = ("user", "provider", "uid", "date_joined")
    list_filter = ("provider",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "uid")

    def has_add_permission(self, request):
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """For whoever has lost theirs: it can be taken away, and what it holds is shown to nobody."""

    list_display = fields = readonly_fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")

    def has_add_permission(self, request):
        return False
