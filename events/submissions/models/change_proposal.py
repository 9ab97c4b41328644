from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ChangeProposalQuerySet(models.QuerySet):
    def open(self):
        """What authors would like to have changed and nobody has answered, first come first."""
        return self.filter(state=ChangeProposal.State.OPEN).order_by("asked_at", "pk")

    def with_submission(self):
        """Proposals with the talk they are about, and who asked and answered, at hand."""
        return self.select_related("submission", "asked_by", "answered_by")


class ChangeProposal(models.Model):
    """What the author of a talk would like to have changed once its text is fixed."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken-back", _("Taken back")

    TEXT = ("title", "affiliation", "abstract")

    submission = models.ForeignKey(
        "submissions.Submission", models.CASCADE, related_name="change_proposals"
    )
    # The text that was to be changed: it may have become another since.
    revision = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("title"), max_length=300)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), max_length=10_000)
    note = models.TextField(_("note"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = ChangeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state="open"), name="one_open_change_per_talk"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "taken-back"]),
                name="change_proposal_state_known",
            ),
        ]

    def __str__(self):
        return f"{self.submission}: {self.get_state_display()}"

    @property
    def desk_url(self):
        """Where organisers see what would change, and answer."""
        return reverse("submissions-desk:change", args=[self.submission_id])

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_of_older_text(self):
        """Tell whether the text has become another since the change was proposed."""
        return self.is_open and self.revision != self.submission.revision
