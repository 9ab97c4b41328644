from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.registrations.forms import AddressField, NameForm, wish_field
from events.registrations.models import Wish
from portal.consents.forms import ConsentMixin
from portal.consents.models import Purpose


class MemberSeriesForm(ConsentMixin, NameForm):
    """Who wants to come to the whole series, signed in: the address is known."""

    purpose = Purpose.REGISTRATION

    wish = wish_field(
        help_text=_("In sessions that are held on site and online."), initial=Wish.EITHER
    )

    def __init__(self, *args, series, **kwargs):
        super().__init__(*args, **kwargs)
        if not series.events.upcoming().filter(mode=Event.Mode.HYBRID).exists():
            del self.fields["wish"]
        if "consent" in self.fields:
            self.fields["consent"] = self.fields.pop("consent")  # agreed to at the end


class SeriesForm(MemberSeriesForm):
    """Who wants to come to the whole series, typed by a visitor."""

    field_order = ("name", "affiliation", "email")

    email = AddressField(help_text=_("We write to it, and you are registered once you confirm."))
