"""With whom the work was done: lines of the form in which a talk is written."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.submissions.co_authors import naming
from events.submissions.models import MOST, MOST_SPEAKING, CoAuthor
from projects.models import Person
from projects.names import folded

PREFIX = "co_authors"
TYPED = ("name", "affiliation", "email")
KEPT = ("key", "person", "is_speaker", *TYPED)
SPARE = 2


@dataclass(frozen=True)
class Typed:
    """A co-author as somebody typed it; `key` is that of the stored row it was made from, if any."""

    key: int | None
    name: str
    affiliation: str
    email: str
    person: Person | None
    is_speaker: bool


class CoAuthorForm(forms.Form):
    """One line; left empty it is none."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    name = SingleLineField(label=_("Name"), max_length=200, required=False)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    person = forms.ChoiceField(
        label=_("Page in the programme"),
        required=False,
        help_text=_("Somebody of the programme has this name."),
    )
    is_speaker = forms.BooleanField(label=_("Speaks too"), required=False)

    def offer(self, people):
        """Let choose who of these people of the programme is meant; ask nothing where there are none."""
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        described = [(key, naming.described(person)) for key, person in self.people.items()]
        field.choices = [*described, ("", _("Somebody else"))]  # type: ignore[attr-defined]  # a choice field
        if not people:
            del self.fields["person"]

    @property
    def is_empty(self):
        """Tell whether nobody is named here."""
        return not any((self[name].value() or "").strip() for name in TYPED)

    def typed(self):
        """Return what was typed, once it is valid."""
        cleaned = self.cleaned_data
        return Typed(
            key=int(cleaned["key"]) if cleaned["key"] else None,
            person=self.people.get(cleaned.get("person", "")),
            is_speaker=cleaned["is_speaker"],
            **{name: cleaned[name] for name in TYPED},
        )


class CoAuthorLines(
    forms.formset_factory(CoAuthorForm, extra=SPARE, max_num=MOST, absolute_max=2 * MOST)  # type: ignore[misc]  # made at run time
):
    """The co-authors of a submission in their order, with a few empty lines to write in."""

    most_speaking = MOST_SPEAKING
    data: Any

    def __init__(self, data, *, submission):
        self.submission = submission
        stored = list(submission.co_authors.all()) if submission.pk else []
        self.stored = {str(one.pk): one for one in stored}
        self.complete = True
        # A form that says nothing of co-authors changes nothing about them.
        self.is_asked = data is None or f"{PREFIX}-TOTAL_FORMS" in data
        typed = data if self.is_asked else None
        initial = [_initial(one) for one in stored] if typed is None else []
        super().__init__(typed, prefix=PREFIX, initial=initial)
        self.extra = 1 if stored else SPARE
        self._propose()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.offer(self._people(index) if index is not None else [])

    def is_valid(self):
        return not self.is_bound or super().is_valid()

    def typed(self):
        """Return the co-authors as they were typed, None where the form said nothing of them."""
        if not self.is_bound:
            return None
        return [form.typed() for form in self.forms if not form.is_empty]

    def shown(self):
        """Return those who are named, as far as what was typed of them is fit to be shown."""
        for form in self.forms:
            form.is_valid()
        cleaned = [form.cleaned_data for form in self.forms if not form.is_empty]
        return [
            CoAuthor(name=one["name"], affiliation=one.get("affiliation", ""))
            for one in cleaned
            if one.get("name")
        ]

    def can_have_more(self):
        """Tell whether there may be another line."""
        return self.total_form_count() < MOST

    def clean(self):
        named = [form for form in self.forms if not form.is_empty]
        if len(named) > MOST:
            raise ValidationError(_("At most %(n)d co-authors can be named."), params={"n": MOST})
        for form in named:
            self._check_line(form, form.cleaned_data)
            self._check_answer(form, form.cleaned_data)
        self._check_twice(named)
        speaking = [form for form in named if form.cleaned_data.get("is_speaker")]
        for form in speaking[MOST_SPEAKING:]:
            text = _("At most %(n)d co-authors can speak too.") % {"n": MOST_SPEAKING}
            form.add_error("is_speaker", text)

    def _check_line(self, form, cleaned):
        if not self.complete:
            return
        if not cleaned.get("name") and "name" not in form.errors:
            form.add_error("name", ValidationError(_("Who is it?"), code="required"))
        person = form.people.get(cleaned.get("person", ""))
        is_reached = cleaned.get("email") or "email" in form.errors or (person and person.user_id)
        if cleaned.get("is_speaker") and not is_reached:
            text = _("Give an address, so that we can ask whether they speak too.")
            form.add_error("email", ValidationError(text, code="required"))

    def _check_answer(self, form, cleaned):
        stored = self.stored.get(cleaned.get("key", ""))
        if stored is None or stored.email.lower() != cleaned.get("email", "").lower():
            return
        if stored.declined_at and cleaned.get("is_speaker"):
            form.add_error("is_speaker", _("They have said that they do not speak."))

    def _check_twice(self, named):
        people, addresses = set(), set()
        if submitter := self.submission.submitter:
            addresses.add(submitter.email.lower())
        for form in named:
            cleaned = form.cleaned_data
            who = (folded(cleaned.get("name", "")), folded(cleaned.get("affiliation", "")))
            if who in people:
                form.add_error("name", _("This name stands here twice."))
            people.add(who)
            email = cleaned.get("email", "").lower()
            if email and email in addresses:
                form.add_error("email", _("This address is your own, or stands here twice."))
            addresses.add(email)

    # --- Who of the programme is meant ---

    def _propose(self):
        """Choose, for a line of which nothing was chosen, the one person of this name."""
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for index in range(self.total_form_count()):
            key, people = f"{PREFIX}-{index}-person", self._people(index)
            known = {str(person.pk) for person in people}
            if self.data.get(key) not in {*known, ""}:
                self.data[key] = known.pop() if len(known) == 1 else ""
            row = f"{PREFIX}-{index}-key"
            if self.data.get(row) not in self.stored:
                self.data[row] = ""  # taken out in another window meanwhile

    def _people(self, index):
        name = folded(self._said(index, "name"))[:200]
        people = list(self._called.get(name, ()))
        stored = self.stored.get(self._said(index, "key"))
        # Somebody who has confirmed may be called otherwise on their page.
        if stored and stored.person and stored.person not in people and folded(stored.name) == name:
            people.append(stored.person)
        return people

    @property
    def is_in_use(self):
        """Tell whether somebody is named, or lines are being changed: then they stand open."""
        return self.is_bound or bool(self.stored)

    @property
    def _called(self):
        if not hasattr(self, "_found"):
            names = [self._said(index, "name") for index in range(self.total_form_count())]
            self._found = naming.people_called(names)
        return self._found

    def _said(self, index, name):
        if self.is_bound:
            return self.data.get(f"{PREFIX}-{index}-{name}", "")
        return str(self.initial[index].get(name, "")) if index < len(self.initial) else ""


def _initial(co_author: CoAuthor):
    return {
        "key": co_author.pk,
        "person": co_author.person_id or "",
        "is_speaker": co_author.is_speaker,
        **{name: getattr(co_author, name) for name in TYPED},
    }


def rearranged(data, button):
    """Return what was typed with its lines as a button wants them: "add", "up-2", "down-0", "remove-1"."""
    count = _count(data)
    verb, _dash, number = button.partition("-")
    lines = [_line(data, index) for index in range(count)]
    if verb == "add" and count < MOST:
        lines.append({})
    elif number.isdecimal() and int(number) < count:
        _rearrange(lines, verb, int(number))
    changed = data.copy()
    for key in [key for key in changed if key.startswith(f"{PREFIX}-")]:
        del changed[key]
    changed[f"{PREFIX}-TOTAL_FORMS"] = str(len(lines))
    changed[f"{PREFIX}-INITIAL_FORMS"] = "0"
    for index, line in enumerate(lines):
        for name, value in line.items():
            changed[f"{PREFIX}-{index}-{name}"] = value
    return changed


def _count(data):
    typed = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    return min(int(typed), 2 * MOST) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004  any longer is no count


def _line(data, index):
    fields = {name: f"{PREFIX}-{index}-{name}" for name in KEPT}
    return {name: data[key] for name, key in fields.items() if key in data}


def _rearrange(lines, verb, number):
    if verb == "remove":
        del lines[number]
        return
    other = number + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= other < len(lines):
        lines[number], lines[other] = lines[other], lines[number]


class AnswerForm(forms.Form):
    """Whether somebody speaks too."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
