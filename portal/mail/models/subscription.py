import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_token():
    """Return an address part nobody can guess."""
    return secrets.token_urlsafe(24)


def normal(email):
    """Return the address as it is stored and compared."""
    return email.strip().lower()


class Frequency(models.TextChoices):
    AT_ONCE = "at-once", _("At once")
    WEEKLY = "weekly", _("Weekly")
    OFF = "off", _("Off")


WEEK = "week"
OWN = (WEEK,)  # about the person themselves: a letter by itself
WANTED = (Frequency.AT_ONCE, Frequency.WEEKLY)


class SubscriptionQuerySet(models.QuerySet):
    def active(self):
        """Confirmed by whoever reads mail at the address, and not ended since."""
        return self.wanted().filter(confirmed_at__isnull=False)

    def at_once(self):
        """Active ones that get a letter as soon as there is something to say."""
        return self.active().filter(frequency=Frequency.AT_ONCE)

    def weekly(self):
        """Active ones whose news of a week come together."""
        return self.active().filter(frequency=Frequency.WEEKLY)

    def weekly_news(self):
        """Weekly ones that are told together, in one letter to an address."""
        return self.weekly().exclude(topic__in=OWN)

    def in_digest(self):
        """What the weekly letter tells: weekly news, and once more what comes at once since lately."""
        goes_on, last = Q(frequency=Frequency.WEEKLY), Q(weekly_until__isnull=False)
        return self.active().filter(goes_on | last).exclude(topic__in=OWN)

    def untold(self, until):
        """Those of the weekly letter whose news until this moment have not been told."""
        owed = Q(frequency=Frequency.WEEKLY) | Q(weekly_until__gt=F("told_until"))
        return self.in_digest().filter(owed, told_until__lt=until)

    def ended(self):
        return self.filter(frequency=Frequency.OFF)

    def wanted(self):
        """Active, or asked for and not yet confirmed."""
        return self.filter(frequency__in=WANTED)

    def unconfirmed(self):
        return self.wanted().filter(confirmed_at=None)

    def of_address(self, email):
        return self.filter(email=normal(email))

    def to(self, topic):
        return self.filter(topic=topic)

    def lock(self):
        """Return the rows, which nobody else can change until the transaction ends.

        The same order everywhere: two who lock some of the same rows cannot block each other.
        """
        return list(self.select_for_update(of=("self",)).order_by("email", "pk"))


class Subscription(models.Model):
    """An address that wants mail on a topic; mail goes out only once it is confirmed."""

    topic = models.CharField(_("topic"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("account"),
    )
    frequency = models.CharField(
        _("how often"), max_length=20, choices=Frequency, default=Frequency.AT_ONCE
    )
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # A weekly letter tells what came after this moment, and moves it on.
    told_until = models.DateTimeField(_("told until"), default=timezone.now, editable=False)
    # When it was changed from weekly to at once: the next weekly letter still tells of that week.
    weekly_until = models.DateTimeField(_("weekly until"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint("topic", Lower("email"), name="subscription_once"),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values),
                name="subscription_frequency_known",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="subscription_email_normal"
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="subscription_email"),
            models.Index(
                fields=["email", "id"],
                condition=Q(frequency=Frequency.WEEKLY, confirmed_at__isnull=False),
                name="subscription_weekly",
            ),
            models.Index(
                fields=["email", "id"],
                condition=Q(weekly_until__isnull=False),
                name="subscription_last_weekly",
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.topic}"

    @property
    def owes_a_letter(self):
        """Tell whether it comes at once by now, and what came before is not told yet."""
        return self.weekly_until is not None and self.weekly_until > self.told_until

    @property
    def is_ended(self):
        return self.frequency == Frequency.OFF

    @property
    def is_active(self):
        """Tell whether mail on the topic goes to the address."""
        return not self.is_ended and self.confirmed_at is not None
