from django import forms
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import when
from events.forms.fields import SingleLineField
from events.models import Event
from events.registrations.forms import AddressField
from events.registrations.models import Attendance, Wish


class AddForm(forms.Form):
    """Somebody whom an organiser registers."""

    name = SingleLineField(label=gettext_lazy("Name"), max_length=200)
    affiliation = SingleLineField(label=gettext_lazy("Affiliation"), max_length=200, required=False)
    email = AddressField(
        help_text=gettext_lazy("One letter goes to it, with the place or the position in line.")
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("Takes part"), choices=Wish, widget=forms.RadioSelect
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        if not event.is_hybrid:
            del self.fields["wish"]


class EventField(forms.ModelChoiceField):
    """An event to move somebody to; each says when it is and how full."""

    def label_from_instance(self, event):
        return " · ".join([event.title, when.full(event), self._left(event)])

    def _left(self, event):
        if event.is_full:
            return _("all places are taken")
        if event.is_hybrid or event.places_left is None:
            return _("there are places")
        text = ngettext("%(n)d place left", "%(n)d places left", event.places_left)
        return text % {"n": event.places_left}


class MoveForm(forms.Form):
    """To which event somebody is moved: sessions of the same series stand first."""

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        coming = Event.objects.filter(
            state=Event.State.PUBLISHED,
            takes_registrations=True,
            last_day__gte=timezone.localdate(),
        ).exclude(pk=event.pk)
        is_sibling = Case(When(series=event.series_id, then=Value(0)), default=Value(1))
        self.fields["event"] = EventField(
            label=gettext_lazy("To"),
            queryset=coming.order_by(is_sibling, "day", "starts_at", "pk"),
            empty_label=gettext_lazy("(choose an event)"),
        )


class AttendanceForm(forms.Form):
    """How somebody is to take part in a hybrid event."""

    attendance = forms.ChoiceField(choices=Attendance)
