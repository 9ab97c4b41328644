from events.models import Event, Series
from events.registrations.models import Registration, State
from portal.sample import days, talks

SUMMARY = (
    "Doctoral students and postdocs of the programme tell each other what they work on. "
    "*This seminar is a sample: its sessions, talks and speakers are made up.*"
)


def load(member):
    """Make the Junior Researcher Seminar with six sessions behind and six ahead of today."""
    series, is_new = Series.objects.get_or_create(
        slug="junior-researcher-seminar",
        defaults={
            "title": "Junior Researcher Seminar",
            "summary": SUMMARY,
            "rhythm": "Every second Thursday, 16:00–17:00",
            "venue": "Online",
            "join_link": "https://meet.example.org/junior-researcher-seminar",
            "takes_registrations": True,
            "is_sample": True,
        },
    )
    if is_new:
        for number, talk in enumerate(talks.ALL):
            _session(series, talk, day=days.thursday(2 * (number - 6)))
        soon, later = series.events.upcoming()[:2]
        _fill(soon, capacity=30, confirmed=18)
        _fill(later, capacity=12, confirmed=12, waiting=3)
        _fill(series.events.past()[0], capacity=40, confirmed=3, attended=11)
        for session in series.events.past()[:3]:
            _attended(session, member)
    return f"{series}: {series.events.count()} sessions"


def _session(series, talk, *, day):
    starts_at, ends_at = days.at(day, "16:00"), days.at(day, "17:00")
    session = Event.objects.create(
        slug=f"{series.slug}-{day:%Y-%m-%d}",
        series=series,
        kind=Event.Kind.SEMINAR_SESSION,
        title=talk.title,
        starts_at=starts_at,
        ends_at=ends_at,
        mode=Event.Mode.ONLINE,
        state=Event.State.PUBLISHED,
        takes_registrations=True,
        capacity=40,
        is_sample=True,
    )
    talk.give(session)


def _attended(event, member):
    """Have somebody with an account been there, who finds a certificate of it."""
    Registration.objects.create(
        event=event,
        name=member.name,
        affiliation="Sample University",
        email=member.email,
        user=member,
        state=State.ATTENDED,
        line_number=100,
    )


def _fill(event, *, capacity, confirmed, waiting=0, attended=0):
    Event.objects.filter(pk=event.pk).update(capacity=capacity)
    states = [State.CONFIRMED] * confirmed + [State.WAITING] * waiting + [State.ATTENDED] * attended
    for number, state in enumerate(states, start=1):
        Registration.objects.create(
            event=event,
            name=f"Sample Participant {number}",
            affiliation="Sample University",
            email=f"participant-{number}@example.org",
            email_key=f"participant-{number}@example.org",
            state=state,
            line_number=number,
        )
