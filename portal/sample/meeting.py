import datetime
from dataclasses import dataclass

from events.invited_talks import inviting
from events.models import Event, Session
from events.questions import arranging
from events.questions.models import Audience, Kind, Question
from events.registrations.models import Part
from events.timetable import releasing
from portal.sample import call, days, talks

SUMMARY = r"""Three days of talks, posters and time to think together, for all projects of the programme.

*This meeting is a sample: its place, programme and speakers are made up.*"""


@dataclass(frozen=True)
class Block:
    """A session of the sample programme, with the talks in it one after the other."""

    day: int
    begin: str
    end: str
    kind: str
    title: str
    room: str
    talks: tuple = ()


PROGRAMME = [
    Block(0, "13:00", "13:30", "social", "Welcome and coffee", "Foyer"),
    Block(0, "13:30", "15:30", "talks", "Optimisation and generalisation", "Hall A",
          (talks.BENIGN, talks.FLOW, talks.PRUNING, talks.NTK)),
    Block(0, "13:30", "15:30", "talks", "Inverse problems", "Hall B",
          (talks.INVERSE, talks.OPERATORS, talks.SAMPLING)),
    Block(0, "15:30", "16:00", "break", "Coffee", "Foyer"),
    Block(0, "16:00", "17:30", "talks", "Expressivity", "Hall A", (talks.BARRON, talks.TROPICAL)),
    Block(1, "09:00", "10:30", "talks", "Safety and robustness", "Hall A",
          (talks.ROBUST, talks.FEDERATED, talks.ATTENTION)),
    Block(1, "10:30", "11:00", "break", "Coffee", "Foyer"),
    Block(1, "11:00", "12:30", "talks", "Contributed talks", "Hall A"),
    Block(1, "19:00", "22:00", "social", "Dinner", "Boathouse"),
    Block(2, "09:00", "11:00", "talks", "Contributed talks", "Hall A"),
    Block(2, "11:00", "12:00", "social", "Closing", "Hall A"),
]  # fmt: skip
GUEST = {"name": "Paula Plainly-Madeup", "email": "paula@example.org", "title": "A sample keynote"}
LENGTH = datetime.timedelta(minutes=30)


def load(member):
    """Make an annual meeting ahead of today with its programme and a call for talks that is open."""
    first_day = days.thursday(17) - datetime.timedelta(days=2)
    meeting, is_new = Event.objects.get_or_create(
        slug="sample-annual-meeting",
        defaults={
            "kind": Event.Kind.ANNUAL_MEETING,
            "title": "Annual meeting",
            "summary": SUMMARY,
            "starts_at": days.at(first_day, "13:00"),
            "ends_at": days.at(first_day + datetime.timedelta(days=2), "12:00"),
            "venue": "Sample Conference House",
            "city": "Exampletown",
            "mode": Event.Mode.ON_SITE,
            "state": Event.State.PUBLISHED,
            "takes_registrations": True,
            "capacity": 120,
            "is_sample": True,
        },
    )
    if is_new:
        for block in PROGRAMME:
            _session(meeting, first_day + datetime.timedelta(days=block.day), block)
        releasing.keep_as_it_stands(meeting)
        _ask_and_offer(meeting, first_day)
        call.open_for(meeting, member, closes=first_day - datetime.timedelta(weeks=8))
        inviting.invite(meeting, until=meeting.begins_at, by=None, **GUEST)
    return f"{meeting}: {meeting.sessions.count()} sessions, {meeting.talks.count()} talks, a call"


def _ask_and_offer(meeting, first_day):
    """What people are asked when they register, and what they can take part in besides."""
    dinner = days.at(first_day + datetime.timedelta(days=1), "19:00")
    Part.objects.create(event=meeting, name="Dinner", starts_at=dinner, capacity=60)
    Part.objects.create(event=meeting, name="Child care", note="For children from one year on")
    for question in [
        Question(text="Do you bring a poster?", kind=Kind.YES_NO),
        Question(
            text="What do you eat?",
            kind=Kind.CHOICES,
            choices=["Everything", "Vegetarian", "Vegan", "No gluten"],
            audience=Audience.OFFICE,
            is_sensitive=True,
        ),
    ]:
        question.event = meeting
        arranging.append(question)


def _session(meeting, day, block):
    session = Session.objects.create(
        event=meeting,
        kind=block.kind,
        title=block.title,
        room=block.room,
        starts_at=days.at(day, block.begin),
        ends_at=days.at(day, block.end),
    )
    for number, talk in enumerate(block.talks):
        starts_at = session.starts_at + number * LENGTH
        talk.give(
            meeting,
            session=session,
            room=block.room,
            starts_at=starts_at,
            ends_at=starts_at + LENGTH,
        )
