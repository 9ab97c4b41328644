"""Events, series and talks for the desk's search box."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events import when
from events.models import Event, Series, Talk
from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.common.text import plain


def events(text):
    """Events whose title or city holds the words, the latest first."""
    found = Event.objects.filter(holding_words(text, "title", "city"))
    for event in found.order_by(F("day").desc(nulls_first=True), "-pk")[:FEW]:
        yield Found(
            plain(event.title), reverse("events-desk:edit", args=[event.slug]), when.full(event)
        )


def series(text):
    """Series whose title holds the words."""
    for one in Series.objects.filter(holding_words(text, "title"))[:FEW]:
        yield Found(one.title, reverse("events-desk:edit-series", args=[one.slug]))


def talks(text):
    """Talks whose title holds the words, the newest first."""
    found = Talk.objects.filter(holding_words(text, "title")).select_related("event")
    for talk in found.order_by("-pk")[:FEW]:
        address = reverse("events-desk:talk", args=[talk.event.slug, talk.pk])
        yield Found(plain(talk.title), address, plain(talk.event.title))


FINDERS = (
    Finder(_("Event"), (Role.ORGANISER,), events),
    Finder(_("Series"), (Role.ORGANISER,), series),
    Finder(_("Talk"), (Role.ORGANISER,), talks),
)
