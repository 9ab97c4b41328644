import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.registrations.models import State

# No letter that another is taken for: a code is also read from paper and typed.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 25  # 123 bits
GROUP = 5


def new_code():
    """Return a code nobody can guess, in groups that can be read out."""
    return grouped("".join(secrets.choice(LETTERS) for _letter in range(LENGTH)))


def grouped(letters):
    """Return the letters in groups: "abcde-fghjk"."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


class Kind(models.TextChoices):
    ATTENDANCE = "attendance", _("Certificate of attendance")
    TALK = "talk", _("Certificate of a talk")
    PERIOD = "period", _("Record of participation")


class CertificateQuerySet(models.QuerySet):
    def known(self):
        """Certificates of which it is still kept what they say."""
        return self.filter(forgotten_at=None)

    def of_code(self, typed):
        """The certificate of a code, however it was typed."""
        letters = "".join(letter for letter in typed.lower() if letter in LETTERS)
        return self.filter(code=grouped(letters))


class Certificate(models.Model):
    """That somebody was given a certificate, and what it says, so that others can verify it later."""

    code = models.CharField(_("code"), max_length=40, unique=True, default=new_code)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    # What it says, in words of its language: see saying.py.
    facts = models.JSONField(_("what it says"), default=dict)
    language = models.CharField(_("language"), max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="certificates",
        verbose_name=_("account"),
    )
    email_key = models.CharField(_("e-mail address"), max_length=254, blank=True)
    # What it rests on, as long as that leads to the person.
    registrations = models.ManyToManyField("registrations.Registration", related_name="+")
    talks = models.ManyToManyField("events.Talk", related_name="+")
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    # None where people have taken it themselves.
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    # From then on only the code is kept.
    forgotten_at = models.DateTimeField(_("no longer kept"), null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="certificate_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(name="", facts={}),
                name="certificate_forgotten_says_nothing",
            ),
        ]
        indexes = [models.Index(fields=["email_key"], name="certificate_address")]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("certificates:certificate", args=[self.code])

    @property
    def is_revoked(self):
        """Tell whether it holds no more: an attendance was taken back, or a talk was not given after all."""
        if self.revoked_at:
            return True
        absent = self.registrations.exclude(state=State.ATTENDED)
        fallen = Q(is_cancelled=True) | ~Q(event__state=Event.State.PUBLISHED)
        called_off = self.registrations.exclude(event__state=Event.State.PUBLISHED)
        return absent.exists() or called_off.exists() or self.talks.filter(fallen).exists()
