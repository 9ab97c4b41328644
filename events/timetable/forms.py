"""What organisers type or drag: read here, whatever sent it."""

import datetime
import zoneinfo
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import InZone, MomentField, SingleLineField
from events.models import Session
from events.timetable.arrangement import Block, Place
from events.timetable.drafting import Draft

NOWHERE = "none"
# As of moments that are typed (events.forms.fields).
FIRST, LAST = datetime.date(1950, 1, 1), datetime.date(2199, 12, 30)


class OfDraft(InZone, forms.Form):
    """A form about a part of a programme, in the zone of its event and within its days."""

    def __init__(self, data=None, *, draft: Draft, **kwargs):
        self.draft = draft
        super().__init__(data, **kwargs)
        if draft.event.day:
            days = {"min": f"{draft.event.day}T00:00", "max": f"{draft.event.last_day}T23:59"}
            for name in ("starts_at", "ends_at"):
                self.fields[name].widget.attrs |= days

    def zone(self):
        return self.draft.event.zone

    def clean_starts_at(self):
        return self._within_days(self.cleaned_data["starts_at"])

    def clean_ends_at(self):
        return self._within_days(self.cleaned_data["ends_at"])

    def _within_days(self, moment):
        event = self.draft.event
        first, last = event.day, event.last_day
        if moment and first and last and not first <= when.local(moment, event.zone).date() <= last:
            raise forms.ValidationError(
                _("The event takes place %(days)s."), params={"days": when.days(first, last)}
            )
        return moment and moment.astimezone(datetime.UTC)


class SessionForm(OfDraft):
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind)
    title = SingleLineField(label=_("Title"), max_length=200)
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))
    room = SingleLineField(label=_("Room"), max_length=120, required=False)

    def clean(self):
        cleaned = super().clean()
        self.check_order("starts_at", "ends_at", _("The session must end after it begins."))
        return cleaned

    def block(self, key=""):
        """The session as it was typed."""
        return Block(key=key, **self.cleaned_data)


class SlotForm(OfDraft):
    """Exactly when and where a talk is given; all of it may be left open."""

    block = forms.ChoiceField(label=_("Session"), required=False)
    starts_at = MomentField(label=_("Begins"), required=False)
    ends_at = MomentField(label=_("Ends"), required=False)
    room = SingleLineField(
        label=_("Room"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the room of the session."),
    )

    def __init__(self, data=None, *, draft, **kwargs):
        super().__init__(data, draft=draft, **kwargs)
        chosen: Any = self.fields["block"]
        chosen.choices = [("", _("None")), *((one.key, label(one, draft)) for one in _open(draft))]

    @property
    def place(self):
        """What was typed."""
        return Place(**self.cleaned_data)

    def clean(self):
        cleaned: Any = super().clean()
        if not {"starts_at", "ends_at"} & self.errors.keys():
            begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
            if bool(begins) != bool(ends):
                missing = "ends_at" if begins else "starts_at"
                self.add_error(missing, _("Give the begin and the end, or neither."))
            self.check_order("starts_at", "ends_at", _("The talk must end after it begins."))
        return cleaned


class PositionForm(forms.Form):
    """Where in which session a talk is given; its time follows from the talks before it."""

    position = forms.ChoiceField(label=_("Place in a session"))

    def __init__(self, data=None, *, draft: Draft, talk: int):
        super().__init__(data, initial={"position": _position(draft, talk)})
        choices: Any = self.fields["position"]
        sessions = [(label(block, draft), _positions(draft, block, talk)) for block in _open(draft)]
        choices.choices = [(NOWHERE, _("No place yet")), *sessions]

    @property
    def target(self):
        """The chosen session and the talk before which it is put; None for no place."""
        chosen = self.cleaned_data["position"]
        if chosen == NOWHERE:
            return None
        key, _sign, before = chosen.partition(":")
        return key, int(before) if before else None


class MoveForm(forms.Form):
    """A move on the board: of a talk or session, to a session or to a time and room, or off the board."""

    talk = forms.IntegerField(required=False)
    moved = forms.CharField(required=False, max_length=20)  # the key of a session
    block = forms.CharField(required=False, max_length=20)
    before = forms.IntegerField(required=False)
    day = forms.DateField(
        required=False, validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )
    minute = forms.IntegerField(required=False, min_value=0, max_value=24 * 60 - 1)
    room = SingleLineField(required=False, max_length=120)
    seen = forms.IntegerField(required=False)

    def __init__(self, data, *, zone):
        super().__init__(data)
        self.zone = zone

    def clean(self):
        cleaned: Any = super().clean()
        if bool(cleaned.get("talk")) == bool(cleaned.get("moved")):
            raise forms.ValidationError(_("Say what is moved."))
        if bool(cleaned.get("day")) != (cleaned.get("minute") is not None):
            raise forms.ValidationError(_("Give a day and a time."))
        return cleaned

    @property
    def moment(self):
        """The time on the board to which something is moved, None where it is to none."""
        day, minute = self.cleaned_data["day"], self.cleaned_data["minute"]
        if day is None:
            return None
        time = datetime.time(minute // 60, minute % 60)
        local = datetime.datetime.combine(day, time, zoneinfo.ZoneInfo(self.zone))
        return local.astimezone(datetime.UTC)


class ReleaseForm(forms.Form):
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why, or what to look at. It stands with the changes."),
    )
    tell_participants = forms.BooleanField(required=False)


def label(block, draft: Draft) -> str:
    """Return "Thu 3 Dec, 16:00–17:30 · Hall A · Expressivity"."""
    return when.short(block.starts_at, block.ends_at, draft.event.zone, block.room, block.title)


def _open(draft):
    """The sessions that take talks, in the order of time."""
    blocks = [block for block in draft.arrangement.blocks.values() if block.takes_talks]
    return sorted(blocks, key=lambda block: (block.starts_at, block.room))


def _positions(draft, block, talk):
    order = [one for one in draft.arrangement.talks_in(block.key) if one != talk]
    if not order:
        return [(f"{block.key}:", gettext("First"))]
    found = [(f"{block.key}:{order[0]}", gettext("First"))]
    for one, following in zip(order, [*order[1:], ""], strict=True):
        words = gettext("After “%(talk)s”") % {"talk": draft.talks[one].plain_title}
        found.append((f"{block.key}:{following}", words))
    return found


def _position(draft, talk):
    key = draft.arrangement.places[talk].block
    if not key:
        return NOWHERE
    order = draft.arrangement.talks_in(key)
    following = order[order.index(talk) + 1 :]
    return f"{key}:{following[0] if following else ''}"
