from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import InZone, MomentField, SingleLineField
from events.forms.publications import PublicationsField
from events.models import Session, Speaker, Talk
from projects.models import Person


class OfEvent(InZone, forms.ModelForm):
    """A form about a part of an event, within its days and in its zone."""

    def __init__(self, *args, event, **kwargs):
        self.event = event
        super().__init__(*args, **kwargs)
        self.instance.event = event

    def zone(self):
        return self.event.zone

    def clean_starts_at(self):
        return self._within_days(self.cleaned_data["starts_at"])

    def clean_ends_at(self):
        return self._within_days(self.cleaned_data["ends_at"])

    def _within_days(self, moment):
        first, last = self.event.day, self.event.last_day
        if moment and first and not first <= when.local(moment, self.event.zone).date() <= last:
            raise forms.ValidationError(
                _("The event takes place %(days)s."), params={"days": when.days(first, last)}
            )
        return moment


class SessionForm(OfEvent):
    title = SingleLineField(label=_("Title"), max_length=200)
    room = SingleLineField(label=_("Room"), max_length=120, required=False)
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))

    class Meta:
        model = Session
        fields = ["kind", "title", "starts_at", "ends_at", "room"]

    def clean(self):
        cleaned = super().clean()
        self.check_order("starts_at", "ends_at", _("The session must end after it begins."))
        return cleaned


class SessionChoice(forms.ModelChoiceField):
    """A session, named with its time and room."""

    zone = "UTC"

    def label_from_instance(self, session):
        begin = when.local(session.starts_at, self.zone)
        end = when.local(session.ends_at, self.zone)
        time = f"{when.day(begin)}, {begin:%H:%M}–{end:%H:%M}"
        return " · ".join(part for part in (time, session.room, session.title) if part)


class TalkForm(OfEvent):
    title = SingleLineField(
        label=_("Title"), max_length=300, help_text=_("Formulas between $ signs are typeset.")
    )
    session = SessionChoice(Session.objects.none(), label=_("Session"), required=False)
    starts_at = MomentField(
        label=_("Begins"), required=False, help_text=_("Empty: the time of the event.")
    )
    ends_at = MomentField(label=_("Ends"), required=False)
    room = SingleLineField(
        label=_("Room"),
        max_length=120,
        required=False,
        help_text=_("Empty: the room of the session."),
    )
    publications = PublicationsField(label=_("Publications"), required=False)

    class Meta:
        model = Talk
        fields = [
            *("title", "abstract", "session", "starts_at", "ends_at", "room", "publications"),
            "is_cancelled",
        ]
        help_texts = {"abstract": _("Markdown; formulas between $ signs are typeset.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["session"]
        choice.zone = self.event.zone
        choice.queryset = self.event.sessions.filter(kind=Session.Kind.TALKS)

    def clean(self):
        cleaned = super().clean()
        self.check_together("starts_at", "ends_at", _("Say when the talk begins, too."))
        self.check_order("starts_at", "ends_at", _("The talk must end after it begins."))
        self._check_session(cleaned)
        return cleaned

    def _check_session(self, cleaned):
        session, begin = cleaned.get("session"), cleaned.get("starts_at")
        end = cleaned.get("ends_at") or begin
        if session and begin and not session.starts_at <= begin <= end <= session.ends_at:
            self.add_error("starts_at", _("This is not within the session."))


class SpeakerForm(forms.ModelForm):
    name = SingleLineField(label=_("Name"), max_length=200)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)
    person = forms.ModelChoiceField(
        Person.objects.all(),
        label=_("Person of the programme"),
        required=False,
        empty_label=_("A guest"),
    )

    class Meta:
        model = Speaker
        fields = ["name", "affiliation", "person"]


class BaseSpeakerFormSet(forms.BaseInlineFormSet):
    """The speakers of a talk in their order; empty lines are left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Everybody is asked for once, not once per line.
        people = [("", _("A guest")), *Person.objects.values_list("pk", "name")]
        for form in self.forms:
            form.fields["person"].widget.choices = people

    def save(self, commit=True):
        for position, form in enumerate(self.forms):
            form.instance.position = position
        return super().save(commit=commit)


SpeakerFormSet = forms.inlineformset_factory(
    Talk,
    Speaker,
    SpeakerForm,
    BaseSpeakerFormSet,
    extra=2,
    can_delete_extra=False,
    max_num=20,
    validate_max=True,
)
