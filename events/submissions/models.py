from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.common.text import MarkdownField, RenderedField


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = {
    State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
    State.SUBMITTED: {State.ACCEPTED, State.REJECTED, State.WITHDRAWN},
    State.ACCEPTED: {State.WITHDRAWN},
    State.WITHDRAWN: {State.DRAFT},
}


class ForbiddenMove(Exception):  # noqa: N818  it names what happened, as STYLE of the domain
    """A step that MOVES does not list."""


class Call(models.Model):
    """A call for talks at an event, open for a time."""

    event = models.OneToOneField("events.Event", models.CASCADE, related_name="call")
    text = MarkdownField(_("text"), blank=True)
    text_html = RenderedField("text")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="call_closes_after_it_opens"
            )
        ]

    def __str__(self):
        return str(self.event)

    @property
    def is_open(self):
        return self.opens_at <= timezone.now() <= self.closes_at


class SubmissionQuerySet(models.QuerySet):
    def of(self, user):
        """What this person has drafted or submitted."""
        return self.filter(submitter=user)

    def for_organisers(self):
        """What organisers may read: everything but drafts and what was withdrawn unsent."""
        return self.exclude(state=State.DRAFT).exclude(state=State.WITHDRAWN, submitted_at=None)


class Submission(models.Model):
    """A proposed talk, from draft to decision; MOVES lists the steps it may take."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="submissions")
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions"
    )
    speaker_name = models.CharField(_("speaker"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    title_html = RenderedField("title", inline=True)
    abstract = MarkdownField(_("abstract"), blank=True)
    abstract_html = RenderedField("abstract")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    talk = models.OneToOneField(
        "events.Talk", models.SET_NULL, null=True, blank=True, related_name="submission"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "accepted", "rejected", "withdrawn"]),
                name="submission_state_known",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("submissions:submission", args=[self.pk])

    @transaction.atomic
    def move_to(self, state, *, by):
        """Enter `state` and remember who did it; raise ForbiddenMove if MOVES has no such step."""
        # Another tab or organiser may have moved it since this row was loaded: judge the stored state.
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        if state not in MOVES.get(stored.state, ()):
            raise ForbiddenMove(f"{stored.state} → {state}")
        self.state = state
        self.save(update_fields=["state", "changed_at"])
        self.moves.create(from_state=stored.state, to_state=state, moved_by=by)


class Move(models.Model):
    """One step in the life of a submission: from where to where, by whom and when."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=20, choices=State)
    to_state = models.CharField(_("to"), max_length=20, choices=State)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["moved_at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
