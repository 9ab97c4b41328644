import uuid
from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from portal.mail.models.delivery import FIRST_PAUSE, PATIENCE, URGENT_FIRST, Delivery, State
from portal.mail.models.message import Message

LEASE = timedelta(minutes=10)  # far longer than the mail server may take over one mail
BROKE_WORKERS = gettext_noop("Sending this mail broke down again and again.")
BEGIN = "UPDATE mail_claim SET current = %s, held_at = %s WHERE id = %s"


class ClaimQuerySet(models.QuerySet):
    def take(self, *, limit):
        """Claim the next due deliveries, so that no other worker does; None where nothing is due."""
        with transaction.atomic():
            due = Delivery.objects.lock_due(limit)
            if not due:
                return None
            claim = self.create()
            Delivery.objects.filter(pk__in=due).update(state=State.SENDING, claim=claim)
        return claim

    def abandoned(self):
        """Claims of workers that have given no sign of life for the length of a lease."""
        return self.filter(held_at__lt=timezone.now() - LEASE)

    @transaction.atomic
    def take_back_abandoned(self):
        """Note what killed workers had sent, and make the rest of what they held due again."""
        for claim in self.abandoned().select_for_update(skip_locked=True):
            claim.take_back()


class Claim(models.Model):
    """What one worker is busy with, and how far it got.

    One small row is written for each mail, and the deliveries all at once: those before the current
    one are sent, also if their worker is killed before it could note that on them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    current = models.BigIntegerField(_("delivery being sent"), null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self):
        return str(self.pk)

    def in_turn(self):
        """Return what is still held, in the order in which it is sent; letters that share a message share it."""
        return self.deliveries.order_by(*URGENT_FIRST).prefetch_related("message")

    def begin(self, delivery):
        """Note that this one is being sent now and those before it are; tell whether the claim still stands."""
        with connection.cursor() as cursor:  # once per mail: building the query took longer than it
            cursor.execute(BEGIN, [delivery.pk, timezone.now(), self.pk])
            return cursor.rowcount == 1

    def settle(self, sent):
        """Note on deliveries of this claim that the mail server took them."""
        self.deliveries.filter(pk__in=sent).update(
            state=State.SENT,
            sent_at=timezone.now(),
            attempts=F("attempts") + 1,
            reason="",
            claim=None,
        )
        for message in Message.objects.filter(confidential=True, deliveries__in=sent).distinct():
            message.forget_if_confidential()

    @transaction.atomic
    def release(self):
        """Make what is still held due again and end the claim."""
        self.deliveries.update(
            state=Case(When(attempts=0, then=Value(State.QUEUED)), default=Value(State.RETRYING)),
            claim=None,
        )
        self.delete()

    def take_back(self):
        """Act on what a killed worker left: what it was busy with comes last, and not for ever."""
        held = list(self.deliveries.order_by(*URGENT_FIRST).values_list("pk", flat=True))
        if self.current in held:
            self.settle(held[: held.index(self.current)])
            self._put_back(self.deliveries.filter(pk=self.current))
        self.release()

    def _put_back(self, broken):
        now = timezone.now()
        tried = {"claim": None, "attempts": F("attempts") + 1}
        # One that has broken workers for two days must not hold up the others any longer.
        hopeless = broken.filter(queued_at__lt=now - PATIENCE)
        hopeless.update(state=State.FAILED, reason=BROKE_WORKERS, **tried)
        due_at = now + (F("attempts") + 1) * FIRST_PAUSE
        broken.update(state=State.RETRYING, due_at=due_at, **tried)
