from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.accounts.looking import Sight
from portal.accounts.models import User
from portal.desk.history.kinds import BY_SLUG, KINDS
from portal.desk.history.reading import content_types


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, required=False, **kwargs)


class HistoryForm(forms.Form):
    """Which part of the record to show; what makes no sense counts as not said."""

    who = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, empty_label=_("anybody")
    )
    kind = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"))
    until = DayField(label=_("To"))

    def __init__(self, data, *, entries):
        super().__init__(data)
        self.entries = entries
        who: Any = self.fields["who"]
        who.queryset = User.objects.filter(
            pk__in=entries.order_by().values("actor_id").distinct()
        ).order_by("name", "email")
        kind: Any = self.fields["kind"]
        kinds = sorted((capfirst(str(kind.label)), kind.slug) for kind in KINDS)
        kind.choices = [("", _("anything")), *((slug, label) for label, slug in kinds)]

    def chosen(self):
        """Return the entries that are asked for."""
        self.is_valid()
        asked = self.cleaned_data
        entries = self.entries
        if asked.get("who"):
            entries = entries.filter(actor=asked["who"])
        if asked.get("kind"):
            entries = entries.filter(content_type=content_types()[BY_SLUG[asked["kind"]]])
        if asked.get("since"):
            entries = entries.filter(timestamp__date__gte=asked["since"])
        if asked.get("until"):
            entries = entries.filter(timestamp__date__lte=asked["until"])
        return entries


class LookForm(forms.Form):
    """As whom a coordinator wants to see the portal."""

    role = forms.ChoiceField(
        label=_("Look at the portal as"), choices=Sight.choices, widget=forms.RadioSelect
    )


class SearchForm(forms.Form):
    """What somebody types into the search box; nothing in it is wrong, only perhaps unknown."""

    LONGEST = 100

    q = forms.CharField(required=False)

    @property
    def text(self):
        typed = str(self.data.get("q", ""))[: self.LONGEST]
        return "".join(char if char.isprintable() else " " for char in typed).strip()
