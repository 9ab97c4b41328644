from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import MomentField, SingleLineField, set_zone
from events.models import Session
from events.submissions import wording
from events.submissions.scheduling import Slot


class SessionField(forms.ModelChoiceField):
    """A session of the event, named with its time and room."""

    def label_from_instance(self, obj):
        return wording.session(obj)


class SlotForm(forms.Form):
    """When and where a talk is given, in the zone of its event; all of it may be left open."""

    session = SessionField(
        Session.objects.none(), label=_("Session"), required=False, empty_label=_("None")
    )
    starts_at = MomentField(label=_("Begins"), required=False)
    ends_at = MomentField(label=_("Ends"), required=False)
    room = SingleLineField(
        label=_("Room"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the room of the session."),
    )

    def __init__(self, data=None, *, talk):
        now = {name: getattr(talk, name) for name in ("session", "starts_at", "ends_at", "room")}
        super().__init__(data, initial=now)
        self.event = talk.event
        set_zone(self, self.event.zone)
        sessions: Any = self.fields["session"]
        talks = self.event.sessions.filter(kind=Session.Kind.TALKS)
        sessions.queryset = talks.select_related("event")
        if self.event.day:
            days = {"min": f"{self.event.day}T00:00", "max": f"{self.event.last_day}T23:59"}
            for name in ("starts_at", "ends_at"):
                self.fields[name].widget.attrs |= days

    @property
    def slot(self):
        """What was chosen."""
        return Slot(**self.cleaned_data)

    def clean_starts_at(self):
        return self._within_days(self.cleaned_data["starts_at"])

    def clean_ends_at(self):
        return self._within_days(self.cleaned_data["ends_at"])

    def clean(self):
        super().clean()
        if not {"starts_at", "ends_at"} & self.errors.keys():
            self._check_times(**{"session": None} | self.cleaned_data)
        return self.cleaned_data

    def _check_times(self, starts_at, ends_at, session, **_room):
        if bool(starts_at) != bool(ends_at):
            missing = "ends_at" if starts_at else "starts_at"
            self.add_error(missing, _("Give the begin and the end, or neither."))
        elif starts_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The talk must end after it begins."))
        elif (
            starts_at
            and session
            and not session.starts_at <= starts_at < ends_at <= session.ends_at
        ):
            words = _("This is not within the session: %(session)s.")
            self.add_error("session", words % {"session": wording.session(session)})

    def _within_days(self, moment):
        first, last = self.event.day, self.event.last_day
        if moment and first and not first <= when.local(moment, self.event.zone).date() <= last:
            raise forms.ValidationError(
                _("The event takes place %(days)s."), params={"days": when.days(first, last)}
            )
        return moment
