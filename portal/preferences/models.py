from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def _days(label, default):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1)]
    )


class Preferences(models.Model):
    """How this installation is run, as its coordinators want it; there is at most one row."""

    class Signup(models.TextChoices):
        INVITATION = "invitation", _("Only who is invited")
        INSTITUTIONS = "institutions", _("Whoever has an address of a participating institution")

    signup = models.CharField(
        _("who may open an account"), max_length=20, choices=Signup, default=Signup.INVITATION
    )
    # The roles of portal.accounts, which stands above.
    second_factor_roles = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("roles that need a second factor"),
        default=list,
        blank=True,
    )
    sender_name = models.CharField(_("name of the sender"), max_length=120, blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)

    # For how many days what is stored about people is kept, counted from the day it was last needed.
    registration_days = _days(_("registrations, after the event"), 180)
    sensitive_days = _days(_("sensitive answers, after the event"), 30)
    unconfirmed_days = _days(_("what was asked for and never confirmed"), 14)
    certificate_days = _days(_("certificates, after they were issued"), 5 * 365)
    mail_days = _days(_("mails, after they were sent"), 365)
    audit_days = _days(_("the record of who changed what"), 730)

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_preferences"),
            models.CheckConstraint(
                condition=models.Q(signup__in=["invitation", "institutions"]),
                name="preferences_signup_known",
            ),
        ]

    def __str__(self):
        return str(_("Preferences"))

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls):
        """Return the preferences as stored, the defaults where nobody has chosen anything yet."""
        return cls.objects.first() or cls(pk=1)
