import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from events import when
from events.forms.fields import MomentField, SingleLineField, set_zone
from events.submissions.asked import AskedForm
from events.submissions.calls.rows import Typed
from events.submissions.co_authors.forms import CoAuthorLines, rearranged
from events.submissions.models import DECIDED, Call, State, Submission

PREVIEW, SUBMIT = "preview", "submit"
NEEDED = ("title", "speaker_name", "abstract", "type", "track")


class SubmissionForm(AskedForm):
    """A talk as its author writes it: a draft may have gaps, what is submitted may not."""

    # The text this one was made from: two windows must not overwrite each other.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # The window it is written in, by which the same one is known that wrote last.
    window = forms.UUIDField(required=False, widget=forms.HiddenInput)
    then = forms.ChoiceField(
        required=False,
        choices=[("", ""), (PREVIEW, ""), (SUBMIT, "")],
        widget=forms.HiddenInput,
    )
    # A button that changes the lines of the co-authors and saves nothing.
    line = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    title = SingleLineField(
        label=_("Title"), max_length=300, help_text=_("Formulas stand between dollar signs: $x^2$.")
    )
    speaker_name = SingleLineField(label=_("Speaker"), max_length=200)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)

    class Meta(AskedForm.Meta):
        fields = Submission.TEXT
        help_texts = {
            "abstract": _("Markdown with LaTeX formulas: $x^2$ in a line, $$x^2$$ on its own."),
            "biography": _(
                "Shown with the talk once it is accepted; whoever introduces you reads it, too. Markdown, 1,500"
                " characters at most."
            ),
            "wishes": _("What you need, or whom you would like to speak before or after."),
        }
        widgets = AskedForm.Meta.widgets | {
            "abstract": forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
            "biography": forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
            "wishes": forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        }

    def __init__(self, data=None, *args, **kwargs):
        button = data.get("line") if data else ""
        data = rearranged(data, button) if button else data
        super().__init__(data, *args, **kwargs)
        self.fields["seen"].initial = self.instance.revision
        self.fields["window"].initial = uuid.uuid4()
        if self.instance.stands_in_programme:
            self.initial["biography"] = self.instance.introduction
        self.co_authors = CoAuthorLines(data, submission=self.instance)
        self._need(complete=True)

    def full_clean(self):
        complete = self.wants_to_submit or self.instance.state != State.DRAFT
        self._need(complete=complete)
        self.co_authors.complete = complete
        super().full_clean()
        self._need(complete=True)

    def is_valid(self):
        """Tell whether the text and all co-authors are; both are asked, so that all mistakes show."""
        return all([super().is_valid(), self.co_authors.is_valid()])

    def clean(self):
        if self.instance.pk:
            self.instance.revision = self.cleaned_data.get("seen")
        self.instance.window = self.cleaned_data.get("window")
        return super().clean()

    @property
    def changes_lines(self):
        """Tell whether a line is to be added, moved or removed, and nothing saved."""
        return self.is_bound and bool(self["line"].value())

    @property
    def wants_preview(self):
        return self.is_bound and self["then"].value() == PREVIEW

    @property
    def wants_to_submit(self):
        return self.is_bound and self["then"].value() == SUBMIT

    def rehearsal(self):
        """Return the talk as it would be published now, and what is wrong with it yet."""
        fields = [self, *(form for form in self.co_authors if not form.is_empty)]
        errors = [e for form in fields for field in form.errors.as_data().values() for e in field]
        errors += self.co_authors.non_form_errors().as_data()
        # What is merely not written yet is no problem while writing.
        problems = [message for e in errors if e.code != "required" for message in e]
        rehearsal = self.instance.rehearse()
        if self.co_authors.is_bound:
            rehearsal.joint_with = self.co_authors.shown()
        return {"rehearsal": rehearsal, "problems": problems}

    def admit_conflict(self, stored):
        """Keep what was typed; saving once more then replaces `stored` knowingly."""
        typed = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        typed["seen"] = stored.revision
        self.data = typed

    def _need(self, *, complete):
        for name in NEEDED:
            if name in self.fields:
                self.fields[name].required = complete
        for name, question in self.questions.items():
            self.fields[name].required = complete and question.is_required


class BiographyForm(forms.ModelForm):
    """The short CV alone, which may be written and changed once the talk is accepted."""

    class Meta:
        model = Submission
        fields = ["biography"]
        widgets = {"biography": forms.Textarea(attrs={"rows": 6, "spellcheck": "true"})}
        help_texts = {"biography": SubmissionForm.Meta.help_texts["biography"]}

    def __init__(self, data, *, submission):
        # Proposed, and not shown yet, it is offered to be.
        said = submission.introduction or submission.biography
        super().__init__(data, instance=submission, initial={"biography": said})
        self.fields["biography"].required = True


class DecisionForm(forms.Form):
    """What an organiser decides, having read the text of that revision and what stood decided then."""

    state = forms.ChoiceField(choices=[(state.value, state.label) for state in DECIDED])
    revision = forms.IntegerField()
    seen = forms.CharField(required=False, max_length=20)


class LetterForm(forms.Form):
    """The words in which an author is told of a decision."""

    letter = forms.CharField(
        label=_("Letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
        help_text=_("Markdown. Where to confirm or to read it is added below by itself."),
    )

    def words(self, usual):
        """Return what was typed; "" where it is the usual words."""
        typed = self.cleaned_data["letter"].replace("\r\n", "\n").strip()
        return "" if typed == usual else typed


class ReleaseForm(forms.Form):
    """Which decisions somebody has looked at before releasing them (their mark)."""

    seen = forms.CharField(max_length=16)


class FilterForm(forms.Form):
    """Which submissions the list at the desk shows."""

    call = forms.ModelChoiceField(
        Call.objects.with_host().order_by("-closes_at"),
        label=_("Event"),
        required=False,
        empty_label=_("All"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *((s.value, s.label) for s in State if s != State.DRAFT)],
        required=False,
    )

    @property
    def state_wanted(self):
        return self._chosen("state") or ""

    def of_call(self, submissions):
        """Return the submissions to the chosen call; all where none, or no such call, is chosen."""
        call = self._chosen("call")
        return submissions.filter(call=call) if call else submissions

    def in_state(self, submissions):
        """Return the submissions in the chosen state."""
        return submissions.filter(state=self.state_wanted) if self.state_wanted else submissions

    def _chosen(self, name):
        self.is_valid()  # what is no choice is left out: a list is better than an error
        return self.cleaned_data.get(name)


class CallForm(Typed, forms.ModelForm):
    """The text and the times of a call, as the clocks at the event show them."""

    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    max_per_person = forms.IntegerField(
        label=_("Talks per person, at most"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: as many as they like. Withdrawn ones do not count."),
    )

    class Meta:
        model = Call
        fields = ["text", "opens_at", "closes_at", "max_per_person", "is_anonymous"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10, "spellcheck": "true"})}
        help_texts = {"text": _("What you would like to hear, and how long a talk is. Markdown.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        set_zone(self, self.instance.zone)
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _("Time zone: %(zone)s.") % {"zone": self.instance.zone}
            if self.instance.is_by_invitation:
                self.initial[name] = None

    def clean(self):
        super().clean()
        self.instance.is_by_invitation = False
        opens_at, closes_at = map(self.cleaned_data.get, ("opens_at", "closes_at"))
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The call must close after it opens."))
        elif closes_at and self._is_after_the_event(closes_at):
            self.add_error("closes_at", _("The event is over by then."))
        return self.cleaned_data

    def _is_after_the_event(self, moment):
        event = self.instance.event
        if event is None or event.last_day is None:
            return False
        return when.local(moment, event.zone).date() > event.last_day
