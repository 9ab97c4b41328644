import datetime

import pytest
from django.utils import timezone

from events.models import Event
from events.registrations.models import State as RegistrationState
from portal.accounts.roles import Role
from portal.desk.attention import matters_for
from portal.mail.models import State as DeliveryState
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.mail import DeliveryFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import ChangeRequestFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
HELD = {"city": "Sample City"}


def titles(*roles):
    return [matter.title for matter in matters_for(UserFactory(roles=roles))]


def the_matter(role):
    [matter] = matters_for(UserFactory(roles=[role]))
    return matter


def full_event(waiting=0, **fields):
    event = EventFactory(registrations=True, capacity=1, **HELD, **fields)
    RegistrationFactory(event=event)
    RegistrationFactory.create_batch(waiting, event=event, state=RegistrationState.WAITING)
    return event


def test_nothing_waits_where_there_is_nothing(client):
    assert titles(Role.COORDINATOR) == []

    client.force_login(UserFactory(roles=[Role.EDITOR]))
    assert "Nothing waits for you" in client.get("/desk/").content.decode()


def test_an_organiser_hears_of_talks_to_decide_on():
    SubmissionFactory.create_batch(2, call__event__city="Sample City")

    assert titles(Role.ORGANISER) == ["2 talks wait for a decision"]


def test_an_organiser_hears_of_accepted_talks_of_near_events_that_nobody_confirmed():
    soon = EventFactory(starts_at=timezone.now() + datetime.timedelta(days=10), **HELD)
    later = EventFactory(starts_at=timezone.now() + datetime.timedelta(days=40), **HELD)
    for event in (soon, later):
        SubmissionFactory(call__event=event, accepted=True, title=f"On {event.slug}")

    matter = the_matter(Role.ORGANISER)

    assert matter.title == "1 talk is not confirmed"
    assert matter.address == f"/desk/events/{soon.slug}/speakers/"
    assert [detail.title for detail in matter.details] == [f"On {soon.slug}"]


def test_an_organiser_hears_of_mail_that_failed_or_is_tried_again():
    DeliveryFactory(state=DeliveryState.FAILED)
    DeliveryFactory(state=DeliveryState.RETRYING)
    DeliveryFactory(state=DeliveryState.QUEUED)

    assert titles(Role.ORGANISER) == [
        "1 mail could not be delivered",
        "1 mail is being tried again",
    ]


def test_what_failed_weeks_ago_is_no_news_any_more():
    long_ago = timezone.now() - datetime.timedelta(days=15)
    DeliveryFactory(state=DeliveryState.FAILED, queued_at=long_ago)

    assert titles(Role.ORGANISER) == []


def test_an_organiser_hears_of_full_events_and_how_many_wait():
    full_event(waiting=3, title="Crowded")
    full_event(title="Just full")
    EventFactory(registrations=True, capacity=5, **HELD)

    matter = the_matter(Role.ORGANISER)

    assert matter.title == "2 events are full"
    assert [(detail.title, detail.note) for detail in matter.details] == [
        ("Crowded", "3 wait"),
        ("Just full", "nobody waits"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"past": True},
        {"cancelled": True},
        {"registration_closes_at": timezone.now() - datetime.timedelta(hours=1)},
    ],
    ids=["over", "cancelled", "closed"],
)
def test_a_full_event_matters_only_while_somebody_can_still_ask_for_a_place(fields):
    full_event(**fields)

    assert titles(Role.ORGANISER) == []


def test_an_organiser_hears_what_an_event_still_lacks():
    EventFactory(draft=True, of_record=True, title="Some day")
    EventFactory(title="Somewhere")
    EventFactory(title="On the net", mode=Event.Mode.ONLINE)
    EventFactory(past=True, title="Over")
    EventFactory(of_record=True, title="Long ago, published")

    matter = the_matter(Role.ORGANISER)

    assert matter.title == "2 events are unfinished"
    assert [(detail.title, detail.note) for detail in matter.details] == [
        ("Somewhere", "no place yet"),
        ("Some day", "no date yet"),
    ]


def test_an_editor_hears_of_drafts_and_of_nothing_that_organisers_do():
    ArticleFactory(draft=True, title="Begun")
    ArticleFactory(title="Finished")
    SubmissionFactory()

    matter = the_matter(Role.EDITOR)

    assert matter.title == "1 draft of news"
    assert [detail.title for detail in matter.details] == ["Begun"]


def test_an_organiser_hears_nothing_of_drafts():
    ArticleFactory(draft=True)

    assert titles(Role.ORGANISER) == []


def test_a_coordinator_hears_what_members_want_changed_and_nobody_else_does():
    ChangeRequestFactory(text="My name is misspelt.", asked_by__name="Ada Sample")
    ChangeRequestFactory(done_at=timezone.now())

    matter = the_matter(Role.COORDINATOR)

    assert matter.title == "1 request to change"
    assert [(one.title, one.note) for one in matter.details] == [
        ("My name is misspelt.", "Ada Sample")
    ]
    assert titles(Role.ORGANISER) == titles(Role.EDITOR) == []


def test_all_are_counted_though_only_the_first_are_named():
    ArticleFactory.create_batch(7, draft=True)

    matter = the_matter(Role.EDITOR)

    assert matter.title == "7 drafts of news"
    assert len(matter.details) == 5


def test_a_coordinator_hears_of_everything():
    ArticleFactory(draft=True)
    SubmissionFactory(call__event__city="Sample City")

    assert titles(Role.COORDINATOR) == ["1 talk waits for a decision", "1 draft of news"]


def test_a_coordinator_hears_of_invitations_that_ran_out():
    InvitationFactory(expired=True, name="Sample Invitee")
    InvitationFactory(expired=True, accepted=True)
    InvitationFactory(expired=True, revoked=True)
    InvitationFactory()

    matter = the_matter(Role.COORDINATOR)

    assert matter.title == "1 invitation has expired"
    assert [detail.title for detail in matter.details] == ["Sample Invitee"]
    assert titles(Role.ORGANISER) == []
