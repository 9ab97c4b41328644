"""With whom the work was done: lines of a form that buttons add, move and remove, saving nothing."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from events import naming
from events.forms.fields import SingleLineField
from projects.models import Person
from projects.names import folded

MOST = 15  # beside the speakers
SPARE = 2
WHO = ("name", "affiliation")


class AuthorForm(forms.Form):
    """One line; left empty it is none. `TYPED` names what somebody types in it."""

    TYPED: tuple[str, ...] = WHO

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    name = SingleLineField(label=_("Name"), max_length=200, required=False)
    affiliation = SingleLineField(label=_("Affiliation"), max_length=200, required=False)
    person = forms.ChoiceField(
        label=_("Page in the programme"),
        required=False,
        help_text=_("Somebody of the programme has this name."),
    )

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
        return not any((self[name].value() or "").strip() for name in self.TYPED)

    @property
    def chosen(self):
        """The person of the programme that was chosen, once the line was judged; None for somebody else."""
        return self.people.get(self.cleaned_data.get("person", ""))


class AuthorLines(forms.BaseFormSet):
    """Authors as they are `stored` (a QuerySet), in their order, with a few empty lines to write in.

    A name that one person of the programme has is linked to their page, unless one chooses otherwise.
    """

    PREFIX = ""
    MORE: tuple[str, ...] = ()  # what else stands in a line that was stored
    data: Any

    def __init__(self, data, *, stored):
        stored = list(
            stored.prefetch_related(Prefetch("person", Person.objects.with_affiliations()))
        )
        self.stored = {str(one.pk): one for one in stored}
        # A form that says nothing of authors changes nothing about them.
        self.is_asked = data is None or f"{self.PREFIX}-TOTAL_FORMS" in data
        typed = data if self.is_asked else None
        initial = [self._initial(one) for one in stored] if typed is None else []
        super().__init__(typed, prefix=self.PREFIX, initial=initial)
        self.extra = 1 if stored else SPARE
        self._propose()

    def _initial(self, one):
        facts = {name: getattr(one, name) for name in (*WHO, *self.MORE)}
        return {"key": one.pk, "person": one.person_id or "", **facts}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.offer(self._people(index) if index is not None else [])

    def is_valid(self):
        return not self.is_bound or super().is_valid()

    @property
    def named(self):
        """The lines in which somebody is named."""
        return [form for form in self.forms if not form.is_empty]

    def typed(self):
        """Return the authors as they were typed, None where the form said nothing of them."""
        return [form.typed() for form in self.named] if self.is_bound else None

    def can_have_more(self):
        """Tell whether there may be another line."""
        return self.total_form_count() < self.max_num

    @property
    def is_in_use(self):
        """Tell whether somebody is named, or lines are being changed: then they stand open."""
        return self.is_bound or bool(self.stored)

    # --- Who of the programme is meant ---

    def _propose(self):
        """Choose, for a line of which nothing was chosen, the one person of this name."""
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for index in range(self.total_form_count()):
            key, people = f"{self.PREFIX}-{index}-person", self._people(index)
            known = {str(person.pk) for person in people}
            if self.data.get(key) not in {*known, ""}:
                self.data[key] = known.pop() if len(known) == 1 else ""
            row = f"{self.PREFIX}-{index}-key"
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
    def _called(self):
        if not hasattr(self, "_found"):
            names = [self._said(index, "name") for index in range(self.total_form_count())]
            self._found = naming.people_called(names)
        return self._found

    def _said(self, index, name):
        if self.is_bound:
            return self.data.get(f"{self.PREFIX}-{index}-{name}", "")
        initial: Any = self.initial
        return str(initial[index].get(name, "")) if index < len(initial) else ""


def lines_of(form):
    """Return the base of lines of this form."""
    return forms.formset_factory(
        form, formset=AuthorLines, extra=SPARE, max_num=MOST, absolute_max=2 * MOST
    )
