from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


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
