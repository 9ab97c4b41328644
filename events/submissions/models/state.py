from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    WAITLISTED = "waitlisted", _("Waiting list")
    REJECTED = "rejected", _("Rejected")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES: dict[str, set[State]] = {
    State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
    State.SUBMITTED: {State.ACCEPTED, State.WAITLISTED, State.REJECTED, State.WITHDRAWN},
    State.WAITLISTED: {State.ACCEPTED, State.REJECTED, State.WITHDRAWN},
    State.ACCEPTED: {State.CONFIRMED, State.WITHDRAWN},
    State.CONFIRMED: {State.WITHDRAWN},
    State.REJECTED: set(),
    State.WITHDRAWN: {State.DRAFT},
}
# What organisers decide, and what stands in the programme by it.
DECIDED = (State.ACCEPTED, State.WAITLISTED, State.REJECTED)
IN_PROGRAMME = (State.ACCEPTED, State.CONFIRMED)

# Nobody else sees a text in these states unless it was submitted before it was withdrawn.
SILENT = Q(state=State.DRAFT) | Q(state=State.WITHDRAWN, submitted_at=None)
