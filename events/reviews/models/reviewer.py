from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.submissions.models import State, Submission


class ReviewerQuerySet(models.QuerySet):
    def active(self):
        """Those who review: named on a call, not removed since, and their account still open."""
        return self.filter(removed_at=None, user__is_active=True)

    def of(self, user):
        """What this person reviews for, with the calls at hand."""
        calls = self.active().filter(user=user).select_related("user", "call__event__series")
        return calls.select_related("call__series", "call__review_round").order_by("pk")

    def for_desk(self):
        """Reviewers in alphabetical order, with who they are and their tracks at hand."""
        people = self.select_related("user__person").prefetch_related("tracks")
        return people.order_by("user__name", "user__email", "pk")


class Reviewer(models.Model):
    """A member whom an organiser named to review the talks of a call: all of them, or those of some tracks.

    Who was removed keeps the row, and with it the reviews that were written.
    """

    call = models.ForeignKey("submissions.Call", models.CASCADE, related_name="reviewers")
    # None once the account was erased and the reviews stay.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="reviewing",
        verbose_name=_("member"),
    )
    all_tracks = models.BooleanField(_("all tracks"), default=True)
    # Said apart from `all_tracks`: a track that is deleted must not open all others.
    tracks = models.ManyToManyField(
        "submissions.Track", blank=True, related_name="reviewers", verbose_name=_("tracks")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="reviewer_once_per_call")
        ]

    def __str__(self):
        return str(self.user) if self.user else gettext("Name removed")

    @property
    def submissions(self):
        """What was submitted in the reviewer's tracks and not withdrawn, conflicts not looked at yet."""
        sent = Submission.objects.proposed().filter(call=self.call_id)
        sent = sent.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
        return sent if self.all_tracks else sent.filter(track__in=self.tracks.all())

    def may_take(self, submission):
        """Tell whether the talk is in one of the reviewer's tracks; `tracks` had better be at hand."""
        return self.all_tracks or submission.track_id in {track.pk for track in self.tracks.all()}
