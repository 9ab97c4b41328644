import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.submissions.models.state import DECIDED, State


class DecisionQuerySet(models.QuerySet):
    def of(self, call):
        """What was decided about the submissions to a call and is not told yet."""
        decisions = self.filter(submission__call=call)
        return decisions.select_related("submission__submitter", "decided_by").order_by(
            "state", "submission__title", "pk"
        )

    def mark(self):
        """Return what changes as soon as one of these decisions does: who has seen them knows it."""
        seen = self.order_by("pk").values_list("submission", "state", "revision", "letter")
        return hashlib.sha256(repr(list(seen)).encode()).hexdigest()[:16]


class Decision(models.Model):
    """What organisers have decided about a submission and told nobody yet; gone once it is released."""

    submission = models.OneToOneField(
        "submissions.Submission", models.CASCADE, related_name="decision"
    )
    state = models.CharField(_("decision"), max_length=20, choices=State)
    # The text that was judged: what was changed since is read again first.
    revision = models.PositiveIntegerField(editable=False)
    letter = models.TextField(
        _("letter"), blank=True, max_length=5000, help_text=_("Markdown. Empty: the usual words.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), auto_now=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DECIDED), name="decision_is_one")
        ]

    def __str__(self):
        return self.get_state_display()

    @property
    def is_of_older_text(self):
        """Tell whether the author has changed the text since it was judged."""
        return self.revision != self.submission.revision
