"""The types and tracks of a call, as rows of its form: added, renamed, put in order, taken away."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Count
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.submissions.models import Call, TalkType, Track

MOST_ROWS = 40
# What a new call offers to begin with.
USUAL_TYPES = [
    {"name": _("Talk"), "minutes": 30},
    {"name": _("Lightning talk"), "minutes": 5},
    {"name": _("Poster"), "minutes": None},
]


class Typed(forms.BaseForm):
    """A form that can be shown again as it was typed, before anything in it is judged."""

    def leave_unjudged(self):
        self._errors, self.cleaned_data = ErrorDict(), {}


class Row(Typed, forms.ModelForm):
    """A choice of the call; a new row without a name is none."""

    name = SingleLineField(label=_("Name"), max_length=100)
    position = forms.IntegerField(label=_("Place"), required=False, min_value=1, max_value=999)

    class Meta:
        error_messages = {
            NON_FIELD_ERRORS: {"unique_together": _("There is one of this name already.")}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["position"] = self.initial.get("position") or None

    @property
    def used(self):
        """How many talks were proposed with it: then it stays."""
        return getattr(self.instance, "used", 0)

    def has_changed(self):
        if self.instance.pk:
            return super().has_changed()
        return any(self[name].value() for name in self.fields if name in ("name", "minutes"))


class TypeRow(Row):
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=1440,
    )

    class Meta(Row.Meta):
        model = TalkType
        fields = ["name", "minutes", "position"]


class TrackRow(Row):
    class Meta(Row.Meta):
        model = Track
        fields = ["name", "position"]


class Rows(forms.BaseInlineFormSet):
    """Choices of one kind, in an order that can be changed; one that talks were proposed with is kept."""

    def __init__(self, data=None, *, instance, usual=(), **kwargs):
        model: Any = self.model
        rows = model.objects.filter(call=instance.pk).annotate(used=Count("submissions"))
        initial = [] if instance.pk else list(usual)
        super().__init__(data, instance=instance, queryset=rows, initial=initial, **kwargs)
        self.extra = len(initial) + 1

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")
        if not form.instance.pk or form.used:
            del form.fields["DELETE"]

    def more(self, rows=(), *, spare=False):
        """Return the same rows as typed, with these and a spare one after them, and nothing judged yet."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        begun = self.initial_form_count()
        begun += sum(form.has_changed() for form in self.extra_forms)
        for number, row in enumerate(rows, start=begun):
            for name, value in row.items():
                data[f"{self.prefix}-{number}-{name}"] = "" if value is None else value
        data[f"{self.prefix}-TOTAL_FORMS"] = max(self.total_form_count() + spare, begun + len(rows))
        again = type(self)(data, instance=self.instance, prefix=self.prefix)
        again.leave_unjudged()
        return again

    def leave_unjudged(self):
        """Show what was typed, and say nothing about it."""
        self._errors, self._non_form_errors = [], ErrorList()
        for row in self.forms:
            form: Any = row
            form.leave_unjudged()

    def clean(self):
        super().clean()
        seen = set()
        for form in self._kept():
            name = form.cleaned_data.get("name", "").casefold()
            if name in seen:
                form.add_error("name", _("There is one of this name already."))
            seen.add(name)

    def names(self):
        """The names that stand in the rows, as they were typed."""
        return {str(form["name"].value() or "").strip() for form in self.forms}

    def save(self, commit=True):
        """Store the rows, numbered as they are to stand; a row whose place was changed comes first."""

        def place(pair):
            number, form = pair
            wanted = form.cleaned_data.get("position") or MOST_ROWS + 1
            return wanted, "position" not in form.changed_data, number

        kept = sorted(enumerate(self._kept()), key=place)
        for position, (_number, form) in enumerate(kept, start=1):
            form.instance.position = position
        saved = super().save(commit)
        model: Any = self.model
        model.objects.bulk_update([form.instance for _, form in kept], ["position"])
        return saved

    def _kept(self):
        """The rows that are or will be choices; one that somebody else removed meanwhile is none."""
        rows = [form for form in self.initial_forms if form.instance.pk]
        rows += [form for form in self.extra_forms if form.has_changed()]
        judged = [form for form in rows if hasattr(form, "cleaned_data")]
        return [form for form in judged if not form.cleaned_data.get("DELETE")]


def _rows(model, form):
    return forms.inlineformset_factory(
        Call,
        model,
        form=form,
        formset=Rows,
        max_num=MOST_ROWS,
        absolute_max=2 * MOST_ROWS,
        validate_max=True,
    )


_Types, _Tracks = _rows(TalkType, TypeRow), _rows(Track, TrackRow)


def types(data, call):
    """Return the rows for the types of a call, filled in with the usual ones for a new call."""
    return _Types(data, instance=call, prefix="types", usual=USUAL_TYPES)


def tracks(data, call):
    """Return the rows for the tracks of a call."""
    return _Tracks(data, instance=call, prefix="tracks")


class CopyForm(forms.Form):
    """From which other call types and tracks are taken over."""

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        others = Call.objects.with_host().exclude(pk=call.pk).order_by("-closes_at")
        self.fields["copy_from"] = forms.ModelChoiceField(
            others,
            label=_("Types and tracks of another call"),
            required=False,
            empty_label="–",
        )

    def rows(self, types, tracks):
        """Return both with those of the chosen call after them, of each name one."""
        source = self.cleaned_data.get("copy_from") if self.is_valid() else None
        if source is None:
            return types.more(), tracks.more()
        return types.more(_new(source.types, types, "minutes")), tracks.more(
            _new(source.tracks, tracks)
        )


def _new(choices, rows, *facts):
    known = rows.names()
    return [one for one in choices.values("name", *facts) if one["name"] not in known]
