import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PATIENCE = timedelta(days=2)
SEVERAL = 3  # letters with the same trouble: then it is the server's
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


class State(models.TextChoices):
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    RETRYING = "retrying", _("Trying again")
    FAILED = "failed", _("Failed")
    BOUNCED = "bounced", _("Came back")
    WITHHELD = "withheld", _("Withheld")


TONES = {
    State.SENT: "good",
    State.RETRYING: "wait",
    State.SENDING: "wait",
    State.FAILED: "bad",
    State.BOUNCED: "bad",
}
WAITING = (State.QUEUED, State.RETRYING)
ARRIVED = (State.SENT, State.BOUNCED)  # at the mail server; what came back had been there


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=WAITING)

    def due(self):
        return self.waiting().filter(due_at__lte=timezone.now())

    def held_up(self):
        """Return why most of what is tried again waits, and how many; None where each has its own reason."""
        reasons = self.filter(state=State.RETRYING).values_list("reason")
        counted = reasons.annotate(number=models.Count("pk")).order_by("-number", "reason")
        worst = counted.first()
        return worst if worst and worst[1] >= SEVERAL else None

    def lock_due(self, limit):
        """Return the keys of what goes out next, locked, passing over what others are taking."""
        due = self.due().select_for_update(skip_locked=True).order_by(*URGENT_FIRST)
        return list(due.values_list("pk", flat=True)[:limit])


URGENT_FIRST = ("-urgent", "due_at", "pk")


class Delivery(models.Model):
    """A message on its way to one address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(
        "mail.Message",
        on_delete=models.CASCADE,
        related_name="deliveries",
        verbose_name=_("message"),
    )
    key = models.CharField(max_length=510, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    urgent = models.BooleanField(_("urgent"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.QUEUED)
    reason = models.TextField(_("reason"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    claim = models.ForeignKey(
        "mail.Claim",
        on_delete=models.DO_NOTHING,  # who ends a claim has let go of all it held
        null=True,
        blank=True,
        editable=False,
        related_name="deliveries",
        db_index=False,
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint("key", Lower("email"), name="delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.SENDING, claim__isnull=False)
                | models.Q(claim=None) & ~models.Q(state=State.SENDING),
                name="delivery_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ARRIVED, sent_at__isnull=False)
                | models.Q(sent_at=None) & ~models.Q(state__in=ARRIVED),
                name="delivery_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-urgent", "due_at", "id"],
                condition=models.Q(state__in=WAITING),
                name="delivery_waiting",
            ),
            models.Index(
                fields=["claim"],
                condition=models.Q(claim__isnull=False),
                name="delivery_claimed",
            ),
            models.Index(fields=["state", "message"], name="delivery_state"),
            models.Index(Lower("email"), name="delivery_address"),
            GinIndex(OpClass(Upper("email"), name="gin_trgm_ops"), name="delivery_email_letters"),
        ]

    def __str__(self):
        return f"{self.email}: {self.get_state_display()}"

    @property
    def tone(self):
        return TONES.get(State(self.state))

    @property
    def reason_in_words(self):
        """Return the reason in the reader's language, where it is one of ours."""
        return gettext(self.reason) if self.reason else ""

    def fail(self, reason):
        """Note after an attempt that it cannot be delivered, and why."""
        self._leave(State.FAILED, reason=reason, attempts=self.attempts + 1)

    def withhold(self, reason):
        """Note that it must not go out, and why."""
        self._leave(State.WITHHELD, reason=reason)

    def postpone(self, reason):
        """Try again after a pause that grows with every attempt; after two days it has failed."""
        due_at = timezone.now() + self._pause()
        if due_at > self.queued_at + PATIENCE:
            self.fail(reason)
        else:
            tried = {"attempts": self.attempts + 1, "due_at": due_at}
            self._leave(State.RETRYING, reason=reason, **tried)

    def _pause(self):
        return min(FIRST_PAUSE * 2 ** min(self.attempts, 10), LONGEST_PAUSE)

    def _leave(self, state, **facts):
        """Leave the claim in a new state, if it is still held."""
        held = Delivery.objects.filter(pk=self.pk, claim=self.claim_id, state=State.SENDING)
        held.update(state=state, claim=None, **facts)
