from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from portal.mail.models.delivery import ARRIVED, TONES, Delivery, State


class MessageQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def about_text(self, text):
        """Messages whose subject, or the address or name of somebody they went to, holds the text."""
        to_them = Delivery.objects.filter(message=models.OuterRef("pk")).filter(
            models.Q(email__icontains=text) | models.Q(name__icontains=text)
        )
        return self.filter(models.Q(subject__icontains=text) | models.Exists(to_them))

    def with_deliveries_in(self, state):
        deliveries = Delivery.objects.filter(message=models.OuterRef("pk"), state=state)
        return self.filter(models.Exists(deliveries))


class Message(models.Model):
    """One text, written down before it is sent; each of its deliveries takes it to one address."""

    kind = models.CharField(_("kind"), max_length=100)
    about = models.CharField(_("about"), max_length=200)
    version = models.CharField(_("version"), max_length=200)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    calendar = models.TextField(_("calendar entry"), blank=True, editable=False)
    code = models.CharField(_("QR code"), max_length=400, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    reply_to = models.CharField(_("answers go to"), max_length=320, blank=True)
    language = models.CharField(_("language"), max_length=10)
    confidential = models.BooleanField(_("confidential"), default=False)
    expires_at = models.DateTimeField(_("useless after"), null=True, blank=True)
    withheld_at = models.DateTimeField(_("withheld at"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "version", "digest"], name="message_unique"
            )
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            GinIndex(OpClass(Upper("subject"), name="gin_trgm_ops"), name="message_subject_words"),
        ]

    def __str__(self):
        return self.subject

    @staticmethod
    def count_deliveries(messages):
        """Give each message `states`, the number of its deliveries by state, with one query."""
        counted = (
            Delivery.objects.filter(message__in=[message.pk for message in messages])
            .values_list("message", "state")
            .annotate(number=models.Count("pk"))
        )
        numbers = {(message, state): number for message, state, number in counted}
        for message in messages:
            message.states = [
                {"words": f"{number} {state.label}", "tone": TONES.get(state)}
                for state in State
                if (number := numbers.get((message.pk, state.value)))
            ]

    @property
    def is_forgotten(self):
        """Tell whether the text was dropped after everybody had it."""
        return self.confidential and not self.text

    @property
    def can_be_sent_again(self):
        return (
            not self.is_forgotten
            and self.deliveries.filter(state__in=(State.FAILED, State.BOUNCED)).exists()
        )

    @property
    def can_be_withheld(self):
        return self.deliveries.waiting().exists()

    def forget_if_confidential(self):
        """Drop the text of a confidential message once everybody has it: its key still opens things."""
        if self.confidential and not self.deliveries.exclude(state__in=ARRIVED).exists():
            self.text = self.calendar = self.code = ""
            # Not saved: the row may have been erased since the mail left.
            Message.objects.filter(pk=self.pk).update(text="", calendar="", code="")
