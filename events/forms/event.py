from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.forms.fields import InZone, LinkField, MomentField, RemindersField, SingleLineField
from events.forms.joining import JoiningForm
from events.models import Event
from events.models.joining import JoinRule
from portal.common.zones import validate_zone

# What stands together on the desk's page, under which heading.
SECTIONS = [
    (_("What"), ["title", "kind", "series", "summary"]),
    (_("When"), ["starts_at", "ends_at", "zone", "start", "end"]),
    (_("Where"), ["mode", "venue", "city", "join_link", "join_rule", "join_minutes", "website"]),
    (
        _("Who may come"),
        ["visibility", "is_open_slot", "takes_registrations", "capacity", "online_capacity"],
    ),
    (_("From when to when one may register"), ["registration_opens_at", "registration_closes_at"]),
    (_("Reminders and notices"), ["reminders", "sends_notices"]),
]

TOO_LATE = 2200  # as for moments: a year beyond is a slip of the finger


class EventForm(InZone, JoiningForm):
    """All that organisers say about an event; moments are read in the zone typed with them."""

    title = SingleLineField(label=_("Title"), max_length=300)
    starts_at = MomentField(label=_("Begins"), required=False)
    ends_at = MomentField(label=_("Ends"), required=False)
    venue = SingleLineField(label=_("Venue"), max_length=200, required=False)
    city = SingleLineField(label=_("City"), max_length=120, required=False)
    join_link = LinkField(
        label=_("Join link"),
        required=False,
        help_text=_("Empty: the link of the series."),
    )
    website = LinkField(label=_("Website"), required=False)
    reminders = RemindersField(
        label=_("Who has a place is reminded"),
        help_text=_("By mail, with the link to take part online. A new date moves them along."),
    )
    registration_opens_at = MomentField(
        label=_("Registration opens"), required=False, help_text=_("Empty: as soon as published.")
    )
    registration_closes_at = MomentField(
        label=_("Registration closes"), required=False, help_text=_("Empty: when the event ends.")
    )

    class Meta:
        model = Event
        fields = [name for _heading, names in SECTIONS for name in names]
        labels = {"start": _("From (for the record)"), "end": _("To (for the record)")}
        help_texts = {
            "title": _("Formulas between $ signs are typeset."),
            "summary": _("Markdown; formulas between $ signs are typeset."),
            "zone": _("All times of this event are those of this zone."),
            "start": _("Only where exact times are not known: 2021, 2021-03 or 2021-03-15."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "reminders" not in (kwargs.get("initial") or {}):
            self.initial["reminders"] = self.instance.effective_reminders
        rule: Any = self.fields["join_rule"]
        rule.choices = [("", _("As the series says, or as is usual")), *JoinRule.choices]
        mode: Any = self.fields["mode"]
        mode.choices = [("", _("Not known")), *Event.Mode.choices]

    def zone(self):
        """The zone typed into the form if there is such a zone, else the one known before."""
        typed = str(self.data.get(self.add_prefix("zone"), "")).strip() if self.is_bound else ""
        known = self.initial.get("zone") or Event._meta.get_field("zone").default
        try:
            validate_zone(typed)
        except forms.ValidationError:
            return known
        return typed

    def sections(self):
        """The fields under their headings, for the page."""
        return [(heading, [self[name] for name in names]) for heading, names in SECTIONS]

    def clean_capacity(self):
        """Refuse fewer places than people already hold."""
        return self._enough("capacity", self.instance.places_taken)

    def clean_online_capacity(self):
        """Refuse fewer places than people already hold online."""
        return self._enough("online_capacity", self.instance.online_places_taken)

    def _enough(self, name, taken):
        capacity = self.cleaned_data[name]
        if capacity is not None and capacity < taken:
            text = ngettext(
                "%(taken)d person holds a place already: choose at least %(taken)d.",
                "%(taken)d people hold a place already: choose at least %(taken)d.",
                taken,
            )
            raise forms.ValidationError(text, params={"taken": taken}, code="taken")
        return capacity

    def clean(self):
        cleaned = super().clean()
        self.check_together("starts_at", "ends_at", _("Say when the event begins, too."))
        self.check_together("start", "end", _("Say when it began, too."))
        self.check_order("starts_at", "ends_at", _("The event must end after it begins."))
        self.check_order(
            "registration_opens_at",
            "registration_closes_at",
            _("Registration must close after it opens."),
        )
        self._check_dates(cleaned)
        return cleaned

    def _check_dates(self, cleaned):
        start, end = cleaned.get("start"), cleaned.get("end")
        for name in ("start", "end"):
            if (date := cleaned.get(name)) and date.year >= TOO_LATE:
                self.add_error(name, _("The year must be before 2200."))
        if start and end and end.last_day() < start.first_day():
            self.add_error("end", _("The event must end after it begins."))
        if start and cleaned.get("starts_at"):
            self.add_error("start", _("The exact time is known: leave the dates for the record."))
        undated = not (start or cleaned.get("starts_at"))
        if cleaned.get("takes_registrations") and undated and "starts_at" not in self.errors:
            self.add_error("starts_at", _("People can register once the date is known."))
