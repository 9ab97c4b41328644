"""Rows of a form: places of work and parts in projects, each from when to when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Affiliation, Institution, Membership, Person, Project


class Times(forms.ModelForm):
    """From when to when; the end is not before the start."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""  # said once, above the rows

    def clean(self):
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end.last_day() < start.first_day():
            self.add_error("end", _("It ends before it begins."))
        return self.cleaned_data


class AffiliationForm(Times):
    institution = forms.ModelChoiceField(
        Institution.objects.all(), label=_("Institution"), empty_label=_("Choose …")
    )

    class Meta:
        model = Affiliation
        fields = ["institution", "start", "end", "is_former"]
        labels = {"is_former": _("Not there any more")}

    def clean(self):
        super().clean()
        end = self.cleaned_data.get("end")
        if end and end.last_day() < timezone.localdate():
            self.cleaned_data["is_former"] = True
        return self.cleaned_data


class MembershipForm(Times):
    project = forms.ModelChoiceField(
        Project.objects.all(), label=_("Project"), empty_label=_("Choose …")
    )

    class Meta:
        model = Membership
        fields = ["project", "role", "start", "end"]


class TeamForm(Times):
    """Somebody's part in a project, on the project's own pages."""

    class Meta:
        model = Membership
        fields = ["role", "start", "end"]


class Rows(forms.BaseInlineFormSet):
    """Rows of which no two say the same, with one list of choices asked for once for all of them."""

    choice = ""  # the field with the choices, and how a choice is called
    labels: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    twice: Any = ""  # said where two rows say the same

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.form.base_fields[self.choice]
        rows = field.queryset.values_list("pk", *self.labels)
        named = ((pk, " · ".join(filter(None, parts))) for pk, *parts in rows)
        self.choices = [("", field.empty_label), *named]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self.choice].choices = self.choices
        form.fields["DELETE"].label = _("Remove")

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            if not data.get(self.choice) or data.get("DELETE"):
                continue
            key = tuple(str(data.get(name)) for name in self.same)
            if key in seen:
                form.add_error(self.choice, ValidationError(self.twice, code="twice"))
            seen.add(key)


class AffiliationRows(Rows):
    choice, labels, same = "institution", ("name", "city"), ("institution", "start")
    twice = _("This institution stands here twice with the same beginning.")


class MembershipRows(Rows):
    choice, labels, same = "project", ("acronym", "title"), ("project", "role")
    twice = _("This project stands here twice with the same part.")


Affiliations = forms.inlineformset_factory(
    Person, Affiliation, form=AffiliationForm, formset=AffiliationRows, extra=1, max_num=40
)
Memberships = forms.inlineformset_factory(
    Person, Membership, form=MembershipForm, formset=MembershipRows, extra=1, max_num=60
)
