from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.registrations import importing, reading
from events.registrations.desk.forms import AddForm
from events.registrations.importing import Outcome
from events.registrations.models import Wish
from portal.common.previewing import PreviewedForm

LARGEST = 1024 * 1024


class ImportForm(PreviewedForm):
    """A list of people to register, as a file or pasted: first what it comes to, then the letters."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # told of below, like any other that names nobody
        help_text=_("CSV, as spreadsheets write it; at most 1 MB and 2,000 people."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    people = forms.CharField(
        label=_("or paste the list"),
        required=False,
        max_length=LARGEST,
        help_text=_(
            "The first line names the columns: Name, Affiliation, E-mail, for hybrid events Takes part; in English or"
            " German, separated by commas, semicolons or tabs. Without one: Ada Sample &lt;ada@example.org&gt;, one a line."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_file(self):
        """Return the text of the file, None where there is none."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 1 MB."))
        try:
            return reading.decoded(file.read())
        except reading.Unreadable as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        field = "people" if cleaned["file"] is None else "file"
        try:
            rows = reading.read(cleaned[field])
        except reading.Unreadable as error:
            self.add_error(field, str(error))
            return cleaned
        self.rows = [self._checked(row) for row in rows]
        # What was uploaded stands in the form from now on: the second button sends it once more.
        self.data = {**dict(self.data.items()), "people": cleaned[field]}
        return cleaned

    @cached_property
    def steps(self):
        """What a valid form comes to, row by row."""
        return importing.plan(self.event, self.rows)

    def previewed(self):
        return [(s.row.name, s.row.affiliation, s.row.email, s.outcome) for s in self.steps]

    @property
    def counts(self):
        """How often there is each outcome, those that there are."""
        outcomes = [step.outcome for step in self.steps]
        return [(one, outcomes.count(one)) for one in Outcome if one in outcomes]

    @property
    def acting(self):
        """How many would be registered."""
        return sum(step.does_something for step in self.steps)

    def _checked(self, row):
        """Return the row as the form of a single person reads it, with what is wrong."""
        if row.problem:
            return row
        facts = {"name": row.name, "affiliation": row.affiliation, "email": row.email}
        form = AddForm(facts | {"wish": row.wish or Wish.ON_SITE}, event=self.event)
        if form.is_valid():
            return replace(row, **{"wish": ""} | form.cleaned_data)
        field, messages = next(iter(form.errors.items()))
        return replace(row, problem=f"{form[field].label}: {messages[0]}")
