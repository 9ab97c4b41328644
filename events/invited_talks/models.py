import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.submissions.models import State

SIGNER = signing.Signer(salt="invited-talk")


def new_nonce():
    """Return what tells the newest link of an invitation from those before."""
    return secrets.token_hex(8)


class InvitedTalkQuerySet(models.QuerySet):
    def at(self, host):
        """The invited talks of an event or a series, the newest invitation first."""
        return self.filter(submission__call=getattr(host, "call", None)).for_desk()

    def for_desk(self):
        """Invitations with the talk they are for, and who invited, at hand."""
        call = "submission__call"
        found = self.select_related(f"{call}__event", f"{call}__series", "submission__submitter")
        return found.select_related("submission__talk__event", "invited_by").prefetch_related(
            "steps__by"
        )

    def by_key(self, key):
        """Return the invitation whose link this is, the newest or one that was replaced; None where it is none's.

        Raises BadSignature for a key that was never one.
        """
        pk, nonce = SIGNER.unsign_object(key)
        found: Any = self.filter(pk=pk).first()
        if found:
            found.is_replaced = found.nonce != nonce
        return found


class InvitedTalk(models.Model):
    """That an organiser opened a submission for a speaker, who writes it by a link as long as there is no account."""

    class Standing(models.TextChoices):
        """What has become of an invitation; derived, never stored."""

        NOT_BEGUN = "not-begun", _("Not begun")
        DRAFT = "draft", _("Draft")
        ACCEPTED = "accepted", _("In the programme")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OVER = "over", _("Time is over")
        REVOKED = "revoked", _("Revoked")

    submission = models.OneToOneField(
        "submissions.Submission", models.CASCADE, related_name="invitation"
    )
    name = models.CharField(_("name"), max_length=200)
    words = models.TextField(_("your words"), max_length=3000, blank=True)
    # In the signed key: what was sent before it changed opens nothing any more.
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    # Set by `by_key`: the link was valid once, and there is a newer one.
    is_replaced = False

    objects = InvitedTalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited talk")
        verbose_name_plural = _("invited talks")
        ordering = [F("invited_at").desc(), "-pk"]

    def __str__(self):
        return self.name

    @property
    def key(self):
        """What opens the talk to whoever has it: signed, not stored, and dead once there is another nonce."""
        return SIGNER.sign_object([self.pk, self.nonce])

    @property
    def is_over(self):
        """Tell whether the link opens nothing: revoked, nothing handed in in time, or nobody's any more."""
        if self.revoked_at or self.is_replaced or not self.submission.reached_at:
            return True
        return self.submission.state == State.DRAFT and not self.submission.is_in_time

    @property
    def is_declined(self):
        """Tell whether the speaker has said no before anything was handed in."""
        return self.submission.state == State.WITHDRAWN and self.submission.submitted_at is None

    @property
    def standing(self):
        """What has become of it, as organisers see it: a draft is nobody's but its author's."""
        of_state = {
            State.ACCEPTED: self.Standing.ACCEPTED,
            State.CONFIRMED: self.Standing.CONFIRMED,
            State.WITHDRAWN: self.Standing.WITHDRAWN,
        }
        if self.is_declined:
            return self.Standing.DECLINED
        if standing := of_state.get(State(self.submission.state)):
            return standing
        if self.revoked_at:
            return self.Standing.REVOKED
        if not self.submission.is_in_time:
            return self.Standing.OVER
        return self.Standing.DRAFT if self.submission.revision > 1 else self.Standing.NOT_BEGUN

    @property
    def tone(self):
        """The tone of the badge that says so."""
        tones = {"accepted": "good", "confirmed": "good", "draft": "wait", "not-begun": "wait"}
        return tones.get(self.standing, "bad" if self.standing == self.Standing.OVER else "")

    def locked(self):
        """Return the stored invitation with its submission, both held until the transaction ends."""
        submission = self.submission.locked()
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        stored.submission = submission
        return stored

    def note(self, what, *, by):
        """Write down what was done with it, by whom and when."""
        self.steps.create(what=what, by=by)


class Step(models.Model):
    """What an organiser did with an invitation, or its speaker with the link."""

    class What(models.TextChoices):
        INVITED = "invited", _("Invited")
        RENEWED = "renewed", _("Sent a new link")
        READDRESSED = "readdressed", _("Changed the address")
        PROLONGED = "prolonged", _("Changed until when")
        REVOKED = "revoked", _("Revoked")
        REOPENED = "reopened", _("Opened again")
        BOUND = "bound", _("Took it over into an account")

    invited_talk = models.ForeignKey(InvitedTalk, models.CASCADE, related_name="steps")
    what = models.CharField(_("what"), max_length=12, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("step of an invitation")
        verbose_name_plural = _("steps of invitations")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    what__in=[
                        *("invited", "renewed", "readdressed", "prolonged"),
                        *("revoked", "reopened", "bound"),
                    ]
                ),
                name="invited_talk_step_known",
            )
        ]

    def __str__(self):
        return f"{self.invited_talk}: {self.get_what_display()}"
