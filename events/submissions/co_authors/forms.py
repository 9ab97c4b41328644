"""With whom the work was done, and who of them speaks too: lines of the form in which a talk is written."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms import rearranging
from events.forms.author_lines import WHO, AuthorForm, lines_of
from events.submissions.models import MOST, MOST_SPEAKING, CoAuthor
from projects.models import Person
from projects.names import folded

PREFIX = "co_authors"
KEPT = ("key", "person", "is_speaker", *WHO, "email")


@dataclass(frozen=True)
class Typed:
    """A co-author as somebody typed it; `key` is that of the stored row it was made from, if any."""

    key: int | None
    name: str
    affiliation: str
    email: str
    person: Person | None
    is_speaker: bool


class CoAuthorForm(AuthorForm):
    """One line; left empty it is none."""

    TYPED = (*WHO, "email")

    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    is_speaker = forms.BooleanField(label=_("Speaks too"), required=False)

    field_order = ("key", "name", "affiliation", "email", "person", "is_speaker")

    def typed(self):
        """Return what was typed, once it is valid."""
        cleaned = self.cleaned_data
        return Typed(
            key=int(cleaned["key"]) if cleaned["key"] else None,
            person=self.chosen,
            is_speaker=cleaned["is_speaker"],
            **{name: cleaned[name] for name in self.TYPED},
        )


class CoAuthorLines(lines_of(CoAuthorForm)):  # type: ignore[misc]  # made at run time
    """The co-authors of a submission in their order, with a few empty lines to write in."""

    PREFIX = PREFIX
    MORE = ("email", "is_speaker")
    most_speaking = MOST_SPEAKING

    def __init__(self, data, *, submission):
        self.submission = submission
        self.complete = True
        stored = submission.co_authors.all() if submission.pk else CoAuthor.objects.none()
        super().__init__(data, stored=stored)

    def shown(self):
        """Return those who are named, as far as what was typed of them is fit to be shown."""
        for form in self.forms:
            form.is_valid()
        cleaned = [form.cleaned_data for form in self.named]
        return [
            CoAuthor(name=one["name"], affiliation=one.get("affiliation", ""))
            for one in cleaned
            if one.get("name")
        ]

    def clean(self):
        named = self.named
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
        person = form.chosen
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
        if own := self.submission.reached_at:
            addresses.add(own.lower())
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


def rearranged(data, button):
    """Return what was typed with its lines as a button wants them: "add", "up-2", "down-0", "remove-1"."""
    return rearranging.rearranged(data, button, prefix=PREFIX, names=KEPT, most=MOST)


class AnswerForm(forms.Form):
    """Whether somebody speaks too."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
