import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from events.registrations.models import State
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    RegistrationFactory,
    SeriesFactory,
    SpeakerFactory,
    TalkFactory,
    moment,
)
from tests.factories.projects import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def rendered(tag, **context):
    template = Template("{% load event_tags registration_tags %}{% " + tag + " %}")
    with CaptureQueriesContext(connection) as queries:
        html = template.render(Context({"user": AnonymousUser()} | context))
    return " ".join(html.split()), len(queries)


def talk_of(person, **facts):
    talk = TalkFactory(speakers=[], **facts)
    SpeakerFactory(talk=talk, person=person, name=person.name)
    return talk


def test_a_project_shows_the_talks_of_its_members_once_each():
    membership = MembershipFactory()
    second = MembershipFactory(project=membership.project)
    shared = talk_of(membership.person, title="A shared talk")
    SpeakerFactory(talk=shared, person=second.person)
    talk_of(PersonFactory(), title="Somebody else's")

    html, _queries = rendered("project_talks project", project=membership.project)

    assert html.count("A shared talk") == 1
    assert "Somebody else" not in html


def test_a_person_shows_the_own_talks_the_latest_first():
    person = PersonFactory()
    talk_of(person, title="Earlier", event__starts_at=moment(days=-30))
    talk_of(person, title="Later")

    html, _queries = rendered("person_talks person", person=person)

    assert html.index("Later") < html.index("Earlier")


@pytest.mark.parametrize(
    "facts", [{"event__draft": True}, {"event__members_only": True}, {"is_cancelled": True}]
)
def test_a_talk_one_may_not_see_is_not_shown(facts):
    person = PersonFactory()
    talk_of(person, **facts)

    html, _queries = rendered("person_talks person", person=person)

    assert html == ""


def test_talks_cost_the_same_for_one_and_for_many():
    person = PersonFactory()
    talk_of(person)
    _html, with_one = rendered("person_talks person", person=person)
    for _time in range(29):
        talk_of(person, event__series=SeriesFactory())

    assert rendered("person_talks person", person=person)[1] == with_one


def test_the_home_page_shows_the_next_events():
    for days in (3, 1, 2):
        EventFactory(title=f"In {days} days", starts_at=moment(days=days))

    html, _queries = rendered("next_events 2")

    assert html.index("In 1 days") < html.index("In 2 days")
    assert "In 3 days" not in html


def test_next_events_cost_the_same_for_one_and_for_many():
    TalkFactory()
    _html, with_one = rendered("next_events 30")
    for _time in range(29):
        TalkFactory(event__series=SeriesFactory())

    assert rendered("next_events 30")[1] == with_one


def test_somebody_sees_the_own_registrations_to_come():
    user = UserFactory(email="member@example.org")
    RegistrationFactory(email="MEMBER@example.org", event__title="By address")
    RegistrationFactory(user=user, event__title="Waited for", state=State.WAITING)
    RegistrationFactory(user=user, event__title="Given back", state=State.CANCELLED)
    RegistrationFactory(user=user, event__title="Was", event__past=True)
    RegistrationFactory(event__title="Somebody else's")

    html, _queries = rendered("my_registrations user", user=user)

    assert "By address" in html
    assert "1st in line" in html
    for title in ("Given back", "Was", "Somebody else"):
        assert title not in html


def test_the_own_registrations_cost_the_same_for_one_and_for_many():
    user = UserFactory()
    RegistrationFactory(user=user, state=State.WAITING)
    _html, with_one = rendered("my_registrations user", user=user)
    for _time in range(29):
        RegistrationFactory(user=user, state=State.WAITING)

    assert rendered("my_registrations user", user=user)[1] == with_one
