"""What an announcement is about, an event or a whole series, and all in which the two differ."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events import announcing, speakers, when
from events.announcements import placeholders, readers
from events.announcements.models import KIND, Choice
from events.announcements.readers import Reader
from events.models import Event, Series
from events.registrations.models import TAKES_PART
from events.registrations.models import State as Place
from portal.mail import letters, subscribing

# Letters to these are about no part of their own: they can be ended, and need an event to speak of.
AT_LARGE = (Choice.PROJECT, Choice.MEMBERS, Choice.SUBSCRIBERS)
SESSIONS_SHOWN = 5


class AboutEvent:
    """An announcement is about one event."""

    desk = "announcements-desk"
    frame = "events/desk/frame.html"
    labels = {choice: choice.label for choice in Choice}
    fields = placeholders.LABELS

    def __init__(self, event):
        self.event = event
        # For members alone it stands on the page of the event; it goes into no letter to many.
        self.join_link = event.join_link_for(has_place=True)

    def for_page(self):
        """Return what the frame of the page takes."""
        return {"event": self.event}

    def facts(self):
        """Return the values of the fields that are the same for everybody."""
        event = self.event
        return {
            "title": event.title,
            "when": when.full(event),
            "place": event.place or (event.get_mode_display() if event.mode else ""),
            "link": settings.SITE_URL + event.get_absolute_url(),
        }

    def proposal(self):
        """Return the letter that is proposed to the organiser."""
        return announcing.proposal(self.event)

    def can_be_told(self, choices):
        """Tell whether it is an event to tell people of who have no part in it, if they are chosen."""
        return self.event.takes_place or not any(choice in AT_LARGE for choice in choices)

    def readers(self, choice, project=None, chosen=()) -> Iterator[Reader]:
        """Yield who belongs to a choice."""
        if choice == Choice.SELECTED:
            yield from readers.chosen(self.event, chosen)
        elif choice == Choice.PLACES:
            yield from readers.registered([self.event], TAKES_PART, may_join=True)
        elif choice == Choice.WAITING:
            yield from readers.registered([self.event], [Place.WAITING], may_join=False)
        elif choice == Choice.SPEAKERS:
            yield from (Reader(one, may_join=True) for one in speakers.recipients(self.event))
        elif choice in readers.AUTHORS:
            yield from readers.authors(self.event, choice)
        elif choice == Choice.SUBSCRIBERS:
            yield from readers.subscribers(announcing.audiences(self.event))
        elif choice == Choice.MEMBERS:
            yield from readers.members()
        elif project:
            yield from readers.members(project)


class AboutSeries:
    """An announcement is about a series: it goes to who has a part in its sessions to come."""

    desk = "series-announcements-desk"
    frame = "events/desk/series_frame.html"
    labels = {
        Choice.PLACES: _("Who holds a place in a session to come"),
        Choice.WAITING: _("Who waits for a place in a session to come"),
        Choice.SPEAKERS: _("Speakers of the sessions to come"),
        Choice.SUBSCRIBERS: _("Who subscribed to the series"),
    }
    fields = {
        "title": _("the title of the series"),
        "when": _("its rhythm, else its usual time"),
        "place": _("where it usually takes place"),
        "link": _("the address of its page"),
        "name": placeholders.LABELS["name"],
    }
    # Each session has its own: the letter is one for all of them.
    join_link = ""

    def __init__(self, series):
        self.series = series

    def for_page(self):
        """Return what the frame of the page takes."""
        return {"series": self.series}

    def facts(self):
        """Return the values of the fields that are the same for everybody."""
        series = self.series
        times = [f"{time:%H:%M}" for time in (series.usual_start, series.usual_end) if time]
        return {
            "title": series.title,
            "when": series.rhythm or "–".join(times),
            "place": series.venue,
            "link": settings.SITE_URL + series.get_absolute_url(),
        }

    def proposal(self):
        """Return the letter that is proposed to the organiser, with what comes up."""
        sessions = [one for one in self.sessions() if one.visibility == Event.Visibility.PUBLIC]
        shown = [(when.full(one), one.title) for one in sessions[:SESSIONS_SHOWN]]
        return letters.from_template(
            "events/announcements/mail/series.txt",
            self.facts() | {"sessions": shown},
            kind=KIND,
            about=self.series.topic,
            version="1",
            to=[],
        )

    def can_be_told(self, choices):
        """A series can always be told of: who subscribed to it asked for that."""
        return True

    def readers(self, choice, project=None, chosen=()) -> Iterator[Reader]:
        """Yield who belongs to a choice, each address once, however many sessions they come to."""
        found: dict[str, Reader] = {}
        for reader in self._readers(choice):
            # The key of one registration, or one link, would be that of a session among many.
            found.setdefault(reader.address, replace(reader, token="", may_join=False))
        yield from found.values()

    def _readers(self, choice):
        if choice == Choice.PLACES:
            yield from readers.registered(self.sessions(), TAKES_PART, may_join=False)
        elif choice == Choice.WAITING:
            yield from readers.registered(self.sessions(), [Place.WAITING], may_join=False)
        elif choice == Choice.SPEAKERS:
            yield from (Reader(one) for one in speakers.recipients(*self.sessions()))
        elif choice == Choice.SUBSCRIBERS:
            yield from readers.subscribers(subscribing.audiences([self.series.topic]))

    def sessions(self):
        """Return the sessions that are published and still to come, the next one first."""
        sessions = self.series.events.upcoming().filter(state=Event.State.PUBLISHED)
        return [session for session in sessions if session.takes_place]


def of(matter: Event | Series) -> AboutEvent | AboutSeries:
    """Return what is to be known of an event or series to write an announcement about it."""
    return AboutSeries(matter) if isinstance(matter, Series) else AboutEvent(matter)
