from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.mail.models.subscription import normal


class Reason(models.TextChoices):
    """Why nothing goes to an address any more."""

    BOUNCE = "bounce", _("Mail came back")
    COMPLAINT = "complaint", _("Mail was reported as unwanted")
    BY_HAND = "by-hand", _("Stopped at the desk")


class SuppressionQuerySet(models.QuerySet):
    def of_address(self, email):
        return self.filter(email=normal(email))

    def latest_first(self):
        return self.select_related("created_by").order_by("-created_at", "-pk")


class Suppression(models.Model):
    """An address to which nothing is sent, until somebody at the desk lifts it."""

    email = models.EmailField(_("e-mail address"), unique=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    detail = models.TextField(_("in the words of the mail server"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=Reason.values), name="suppression_reason_known"
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="suppression_email_normal"
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.get_reason_display()}"
