from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.submissions.models.call import GRACE
from events.submissions.models.state import IN_PROGRAMME, MOVES, State


class Life(models.Model):
    """Where a submission stands, and what may be done with it now; MOVES lists the steps it may take."""

    call = models.ForeignKey("submissions.Call", models.PROTECT, related_name="submissions")
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    talk = models.OneToOneField(
        "events.Talk",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="submission",
    )
    # Of an invited talk: until when its speaker may write it, whatever the call says. None of all others.
    writable_until = models.DateTimeField(_("can be written until"), null=True, editable=False)
    # The code by which a new one is let in after the deadline; see submissions.admitting.
    late_code = None

    class Meta:
        abstract = True

    @property
    def is_invited(self):
        """Tell whether an organiser opened it for its speaker; then it is accepted once it is handed in."""
        return self.writable_until is not None

    @property
    def is_in_time(self):
        """Tell whether it is an invited talk that its speaker may still write."""
        if self.writable_until is None or timezone.now() > self.writable_until + GRACE:
            return False
        return not (self.call.event and self.call.event.is_cancelled)

    @property
    def can_be_written(self):
        """Tell whether its text may still change: until the deadline, and not once it is decided.

        An invited talk may change until the time its speaker was given, also in the programme.
        """
        if self.is_in_time:
            return self.state in (State.DRAFT, State.SUBMITTED, *IN_PROGRAMME)
        return self.state in (State.DRAFT, State.SUBMITTED) and (
            self.call.is_open or self.late_use is not None
        )

    @property
    def opens(self):
        """Tell whether a new one can be proposed now: the call is open, or a code opens it."""
        return self.call.is_open or self.late_code is not None

    @property
    def open_until(self):
        """Until when its author may still begin anew: the deadline, or the time of an invitation."""
        return self.writable_until if self.is_in_time else self.call.closes_at

    @property
    def late_use(self):
        """The use of a code that lets its author write after the deadline; None where there is none."""
        if self._state.adding:
            return None
        codes, uses = (
            apps.get_model("submissions", name)._default_manager for name in ("LateCode", "LateUse")
        )
        own = uses.filter(submission=self, code__in=codes.valid()).select_related("code")
        return own.order_by(models.F("code__ends_at").desc(nulls_first=True)).first()

    @property
    def can_be_amended(self):
        """Tell whether its text is fixed, and its author may ask for a change."""
        stands = (State.SUBMITTED, State.WAITLISTED, *IN_PROGRAMME)
        return self.state in stands and not self.can_be_written

    @property
    def can_be_withdrawn(self):
        return State.WITHDRAWN in MOVES[self.state]

    @property
    def can_be_taken_up(self):
        """Tell whether a withdrawn talk may become a draft again."""
        is_wanted = self.call.is_open or self.is_in_time
        return State.DRAFT in MOVES[self.state] and is_wanted

    @property
    def can_be_confirmed(self):
        """Tell whether its author still has to say that the talk will be given."""
        return State.CONFIRMED in MOVES[self.state]

    @property
    def can_be_decided(self):
        """Tell whether organisers decide on it: it was submitted, or waits for a place."""
        return State.ACCEPTED in MOVES[self.state]

    @property
    def can_be_introduced(self):
        """Tell whether its short CV can be written and changed by itself."""
        return self.state in IN_PROGRAMME

    @property
    def stands_in_programme(self):
        """Tell whether it has become a talk of the event."""
        return self.state in IN_PROGRAMME and self.talk is not None

    @property
    def waits_for_date(self):
        """Tell whether it was accepted in a series and has no session there yet."""
        return (
            self.state in IN_PROGRAMME and self.call.series_id is not None and self.talk_id is None
        )
