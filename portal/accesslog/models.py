from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.common.personal import Subject


def key_of(email):
    """Return what stands for an address where the address itself must not."""
    return salted_hmac("portal.accesslog", email.strip().lower()).hexdigest()[:32]


class AccessQuerySet(models.QuerySet):
    def to(self, subject: Subject):
        """Looks at what is stored about this subject, the latest first."""
        about = Q(pk__in=[])
        if subject.user_id:
            about |= Q(whose=subject.user_id)
        if subject.person_id:
            about |= Q(person_id=subject.person_id)
        if subject.emails:
            about |= Q(address_key__in=[key_of(email) for email in subject.emails])
        return self.filter(about).select_related("who").order_by("-noted_at", "-pk")


class Access(models.Model):
    """Somebody looked at personal data of somebody else; it names nobody but by number."""

    class Kind(models.TextChoices):
        LOOK = "look", _("looked at")
        EXPORT = "export", _("took along as a file")
        ERASE = "erase", _("erased")

    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    whose = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("whose"),
    )
    # Numbers and keys alone: a person of the programme, an address without an account.
    person_id = models.BigIntegerField(null=True, db_index=True)
    address_key = models.CharField(max_length=32, blank=True, db_index=True)
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    what = models.CharField(_("which data"), max_length=100)
    why = models.CharField(_("why"), max_length=300)
    noted_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["-noted_at", "-pk"]

    def __str__(self):
        return f"{self.noted_at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
