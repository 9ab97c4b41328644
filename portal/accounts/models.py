import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import with_included


class UserManager(BaseUserManager["User"]):
    def create_user(self, email, password=None, **fields):
        """Create an account for this address; without a password one signs in by e-mail code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        with transaction.atomic():
            user.save()
            user.confirm_address()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in, known by an e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    # The secret in the address of the personal calendar; none until it is asked for.
    calendar_token = models.CharField(max_length=60, null=True, unique=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self):
        return self.name

    @cached_property
    def roles(self):
        """The roles of this person, included ones among them."""
        return with_included(group.name for group in self.groups.all())

    def has_role(self, *roles):
        """Tell whether this active person has at least one of `roles`."""
        return self.is_active and not self.roles.isdisjoint(roles)

    def grant(self, *roles):
        """Give this person these roles."""
        self.groups.add(*(Group.objects.get_or_create(name=role.value)[0] for role in roles))
        self.__dict__.pop("roles", None)

    def renew_calendar_token(self):
        """Give the personal calendar a new secret (192 bits) and return it; the one before ends."""
        self.calendar_token = secrets.token_urlsafe(24)
        self.save(update_fields=["calendar_token"])
        return self.calendar_token

    @transaction.atomic
    def confirm_address(self):
        """Let this person sign in with the account's address and no longer with the one before it.

        Nobody signs up alone: whoever opens an account vouches for its address.
        """
        addresses = self.emailaddress_set  # type: ignore[attr-defined]  # of allauth, which has no types
        addresses.filter(primary=True).exclude(email=self.email).delete()
        addresses.update_or_create(email=self.email, defaults={"verified": True, "primary": True})


def display_name(user):
    """Return the name to greet somebody by; allauth asks for it."""
    return str(user)
