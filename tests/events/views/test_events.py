import datetime

import pytest
from django.urls import reverse

from events.models import Event, Session
from events.submissions.models import Call
from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDate
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    SessionFactory,
    SpeakerFactory,
    TalkFactory,
    moment,
)
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db
LIST = "/events/"
BERLIN_EVENING = datetime.datetime(2030, 7, 1, 15, tzinfo=datetime.UTC)


def test_the_list_shows_what_is_to_come_the_next_first(text_of):
    EventFactory(title="Later", starts_at=moment(days=9))
    EventFactory(title="Sooner", starts_at=moment(days=2))
    EventFactory(title="Long over", past=True)

    html = text_of(LIST)

    assert html.index("Sooner") < html.index("Later")
    assert "Long over" not in html


def test_what_is_over_stands_among_the_past_events(text_of):
    EventFactory(title="Long over", past=True)
    EventFactory(title="Still to come")

    html = text_of(f"{LIST}?when=past")

    assert "Long over" in html
    assert "Still to come" not in html


def test_an_event_that_is_going_on_is_not_past(text_of):
    EventFactory(title="This week", starts_at=moment(days=-2), ends_at=moment(days=2))

    assert "This week" in text_of(LIST)


def test_the_list_can_be_of_one_kind(text_of):
    EventFactory(title="A workshop", kind=Event.Kind.WORKSHOP)
    EventFactory(title="A school", kind=Event.Kind.SCHOOL)

    html = text_of(f"{LIST}?kind=school")

    assert "A school" in html
    assert "A workshop" not in html


@pytest.mark.parametrize(
    "query", ["when=never", "kind=party", "page=0", "page=x", "page=999", "kind=%00", "when=%F0"]
)
def test_a_query_that_makes_no_sense_is_a_list_all_the_same(client, query):
    EventFactory()

    assert client.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("start", "shown"),
    [("2023", ">2023</time>"), ("2023-03", ">Mar<br>2023</time>"), (None, "Date not known")],
)
def test_a_record_is_dated_as_precisely_as_it_is_known(text_of, start, shown):
    date = PartialDate.parse(start) if start else None
    EventFactory(of_record=True, start=date, title="A record")

    html = text_of(f"{LIST}?when=past")

    assert shown in html
    assert "A record" in html


def test_the_list_has_pages(text_of):
    EventFactory.create_batch(25)

    assert "?page=2" in text_of(LIST)
    assert text_of(f"{LIST}?page=2").count('class="agenda-row"') == 5


def test_an_empty_list_leads_to_the_past(text_of):
    assert "Nothing is planned at the moment" in text_of(LIST)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"capacity": 12}, "12 places left"),
        ({"capacity": 1}, "1 place left"),
        ({"capacity": 0}, "Waiting list"),
        ({"capacity": None}, "Registration open"),
        ({"registration_closes_at": moment(days=-1)}, "Registration closed"),
        ({"registration_opens_at": moment(days=1)}, "Registration not open yet"),
        ({"cancelled": True}, "Cancelled"),
    ],
)
def test_a_row_says_how_things_stand(text_of, facts, state):
    EventFactory(registrations=True, **facts)

    assert f"> {state} </p>" in text_of(LIST)


def test_a_row_says_that_a_call_is_open(text_of):
    event = EventFactory()
    Call.objects.create(event=event, opens_at=moment(days=-1), closes_at=moment(days=1))

    assert "> Call open </p>" in text_of(LIST)


def test_a_row_names_the_speakers_of_a_session(text_of):
    TalkFactory(event__series=SeriesFactory(title="Sample seminar"), speakers=["Sample Speaker"])

    html = text_of(LIST)

    assert "Sample Speaker, Sample University" in html
    assert "Sample seminar" in html


@pytest.mark.parametrize("when", ["upcoming", "past"])
def test_the_list_costs_the_same_with_one_row_and_with_many(queries_of, when):
    def more(number):
        for _time in range(number):
            event = EventFactory(past=when == "past", series=SeriesFactory())
            TalkFactory(event=event, speakers=["A Sample", "B Sample"])

    url = f"{LIST}?when={when}"
    more(1)
    with_one = queries_of(url)
    more(18)

    assert queries_of(url) == with_one <= 8


def visitor():
    return None


def member():
    return UserFactory(roles=[Role.MEMBER])


def editor():
    return UserFactory(roles=[Role.EDITOR])


def organiser():
    return UserFactory(roles=[Role.ORGANISER])


def coordinator():
    return UserFactory(roles=[Role.COORDINATOR])


def nobody_in_particular():
    return UserFactory()


@pytest.mark.parametrize(
    ("who", "sees_draft", "sees_members_only"),
    [
        (visitor, False, False),
        (nobody_in_particular, False, False),
        (member, False, True),
        (editor, False, True),
        (organiser, True, True),
        (coordinator, True, True),
    ],
)
def test_what_one_may_not_see_does_not_exist(client, who, sees_draft, sees_members_only):
    series = SeriesFactory()
    draft = EventFactory(draft=True, series=series, title="A draft")
    internal = EventFactory(members_only=True, series=series, title="An internal meeting")
    draft_talk, internal_talk = TalkFactory(event=draft), TalkFactory(event=internal)
    if user := who():
        client.force_login(user)

    for event, talk, sees in [
        (draft, draft_talk, sees_draft),
        (internal, internal_talk, sees_members_only),
    ]:
        pages = [
            event.get_absolute_url(),
            reverse("events:programme", args=[event.slug]),
            reverse("events:event-ics", args=[event.slug]),
            reverse("registrations:register", args=[event.slug]),
            talk.get_absolute_url(),
        ]
        assert {client.get(page).status_code for page in pages} == {200 if sees else 404}
        for listing in (LIST, series.get_absolute_url()):
            assert (event.title in client.get(listing).content.decode()) == sees


def test_an_event_is_shown_in_its_own_zone(text_of):
    tokyo = EventFactory(
        starts_at=BERLIN_EVENING,
        ends_at=BERLIN_EVENING + datetime.timedelta(hours=1),
        zone="Asia/Tokyo",
    )

    assert "Tuesday, 2 July 2030, 00:00–01:00 JST" in text_of(tokyo.get_absolute_url())


def test_an_event_shows_summary_talks_abstracts_and_speakers(text_of):
    event = EventFactory(summary="Bring *questions*.", venue="Sample House", city="Exampletown")
    person = PersonFactory(name="Sample Member")
    talk = TalkFactory(event=event, title="On samples", abstract="About **samples**.", speakers=[])
    SpeakerFactory(talk=talk, name="Sample Member", person=person)

    html = text_of(event.get_absolute_url())

    assert "<em>questions</em>" in html
    assert "Sample House, Exampletown" in html
    assert "<strong>samples</strong>" in html
    assert f'href="{person.get_absolute_url()}"' in html


def test_an_event_with_sessions_shows_its_timetable(text_of):
    event = EventFactory(starts_at=BERLIN_EVENING, ends_at=BERLIN_EVENING.replace(hour=18))
    session = SessionFactory(event=event, title="Morning session", room="Hall A")
    TalkFactory(event=event, session=session, title="In the morning", starts_at=event.starts_at)

    html = text_of(event.get_absolute_url())

    assert "Monday, 1 July 2030" in html
    assert "Morning session" in html
    assert "17:00" in html


def test_a_talk_with_a_time_of_its_own_tells_it_where_there_are_no_sessions(text_of):
    event = EventFactory(
        starts_at=BERLIN_EVENING, ends_at=BERLIN_EVENING + datetime.timedelta(hours=4)
    )
    begin = BERLIN_EVENING + datetime.timedelta(hours=1)
    TalkFactory(
        event=event,
        starts_at=begin,
        ends_at=begin + datetime.timedelta(minutes=30),
        room="Sample Hall",
    )
    TalkFactory(event=event, title="Without a time yet")

    html = text_of(event.get_absolute_url())

    assert html.count("18:00–18:30") == 1
    assert "Sample Hall" in html


def test_a_sample_is_marked_as_one(text_of):
    event = EventFactory(is_sample=True)

    assert 'class="sample"' in text_of(event.get_absolute_url())
    assert 'class="sample"' in text_of(LIST)


def test_a_cancelled_event_says_so_and_takes_nobody(text_of):
    event = EventFactory(cancelled=True, registrations=True)

    html = text_of(event.get_absolute_url())

    assert "This event is cancelled." in html
    assert reverse("registrations:register", args=[event.slug]) not in html


def test_an_event_page_costs_the_same_with_one_talk_and_with_many(queries_of):
    event = EventFactory(registrations=True, capacity=0, series=SeriesFactory())

    def more(number):
        for _time in range(number):
            session = SessionFactory(event=event)
            talk = TalkFactory(event=event, session=session, speakers=[])
            SpeakerFactory(talk=talk, person=PersonFactory())

    more(1)
    with_one = queries_of(event.get_absolute_url())
    more(29)

    assert queries_of(event.get_absolute_url()) == with_one <= 8
    assert queries_of(reverse("events:programme", args=[event.slug])) <= 8


def test_the_panel_offers_the_next_step(text_of):
    open_event = EventFactory(registrations=True, capacity=3)
    full_event = EventFactory(registrations=True, capacity=1)
    RegistrationFactory(event=full_event)
    RegistrationFactory(event=full_event, state="waiting")

    assert "3 of 3 places left" in text_of(open_event.get_absolute_url())
    full_page = text_of(full_event.get_absolute_url())
    assert "Join the waiting list" in full_page
    assert "1 person is waiting." in full_page


def test_a_member_sees_the_own_registration_on_the_event(client, text_of):
    user = UserFactory()
    registration = RegistrationFactory(email=user.email)
    client.force_login(user)

    html = text_of(registration.event.get_absolute_url())

    assert "You have a place" in html
    assert registration.get_absolute_url() in html


JOIN = "https://meet.example.org/room"


def test_without_registrations_everybody_gets_the_join_link(text_of):
    event = EventFactory(join_link=JOIN)

    assert JOIN in text_of(event.get_absolute_url())


def test_a_link_for_participants_is_on_no_page_that_everybody_sees(text_of):
    event = EventFactory(join_link=JOIN, registrations=True)

    for url in (LIST, event.get_absolute_url(), f"/events/{event.slug}/programme/"):
        assert JOIN not in text_of(url)


def test_the_link_of_a_series_stays_closed_while_a_session_gives_places(text_of):
    series = SeriesFactory(join_link=JOIN)
    session = EventFactory(series=series)

    assert JOIN in text_of(session.get_absolute_url())
    EventFactory(series=series, registrations=True)
    assert JOIN not in text_of(session.get_absolute_url())
    assert JOIN not in text_of(series.get_absolute_url())


@pytest.mark.parametrize("facts", [{"cancelled": True}, {"past": True}])
def test_nobody_is_led_to_an_event_that_does_not_take_place(text_of, facts):
    event = EventFactory(join_link=JOIN, **facts)

    assert JOIN not in text_of(event.get_absolute_url())


def test_the_programme_without_anything_planned_says_so(text_of):
    event = EventFactory()

    assert "not known yet" in text_of(reverse("events:programme", args=[event.slug]))


def test_parallel_sessions_stand_beside_each_other(text_of):
    event = EventFactory(ends_at=moment(days=7, hour=20))
    for room in ("Hall A", "Hall B"):
        SessionFactory(event=event, room=room)
    SessionFactory(
        event=event,
        kind=Session.Kind.BREAK,
        title="Coffee",
        starts_at=event.starts_at + datetime.timedelta(hours=1),
    )

    html = text_of(reverse("events:programme", args=[event.slug]))

    assert html.count('<ol class="slots">') == 3
    assert "slot-break" in html


def test_titles_with_markup_and_formulas_are_harmless(text_of):
    event = EventFactory(title=r"<script>alert(1)</script> $x^2$")

    html = text_of(event.get_absolute_url())

    assert "<script>alert" not in html
