import hashlib
import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Nothing that is taken for something else when it is read out: no I, L, O, U, 0, 1.
SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 16  # 78 bits


def new_code():
    """Return a code that nobody guesses, in groups of four: "K7QX-M3PD-9TBA-WZ4E"."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[n : n + 4] for n in range(0, LENGTH, 4))


def hashed(code):
    """Return what is kept of a code, however its groups and letters were typed."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()


class LateCodeQuerySet(models.QuerySet):
    def valid(self):
        """Codes that still open their call: not revoked, not over, the event not called off."""
        in_time = Q(ends_at=None) | Q(ends_at__gte=timezone.now())
        return self.filter(in_time, revoked_at=None).exclude(call__event__state="cancelled")

    def admitting(self):
        """Valid codes with a use left."""
        uses = models.Count("uses")
        return self.valid().annotate(used=uses).filter(used__lt=F("most_uses"))


class LateCode(models.Model):
    """Lets somebody submit a talk after the deadline; the code itself is shown once and not kept."""

    call = models.ForeignKey("submissions.Call", models.CASCADE, related_name="late_codes")
    hash = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(
        _("for whom"), max_length=200, help_text=_("Only organisers read it; no names are needed.")
    )
    most_uses = models.PositiveSmallIntegerField(
        _("talks"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many talks can be submitted with it."),
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = LateCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("late code")
        verbose_name_plural = _("late codes")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(most_uses__gte=1), name="late_code_lets_one_in")
        ]

    def __str__(self):
        return self.label

    @property
    def is_over(self):
        return self.ends_at is not None and self.ends_at < timezone.now()


class LateUse(models.Model):
    """That a talk was let in after the deadline: by which code, when and for whom."""

    code = models.ForeignKey(LateCode, models.CASCADE, related_name="uses")
    submission = models.ForeignKey(
        "submissions.Submission", models.CASCADE, related_name="late_uses"
    )
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    used_at = models.DateTimeField(_("used"), auto_now_add=True)

    class Meta:
        verbose_name = _("use of a late code")
        verbose_name_plural = _("uses of late codes")
        ordering = ["used_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "submission"], name="late_code_used_once_each")
        ]

    def __str__(self):
        return f"{self.code}: {self.submission}"
