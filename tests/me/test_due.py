import datetime

import pytest
from django.utils import timezone

from events.slides.models import Slides
from portal.accounts.roles import Role
from portal.me.due import due
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory, moment
from tests.factories.projects import PersonFactory
from tests.factories.slides import SlidesFactory, VersionFactory

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=365)


@pytest.fixture
def speaker():
    """A member whose page has been looked at."""
    user = UserFactory(roles=[Role.MEMBER])
    PersonFactory(user=user, reviewed_at=timezone.now())
    return user


def whats(user):
    return [task.what for task in due(user)]


def test_a_talk_without_an_abstract_is_to_do(speaker):
    TalkFactory(by=speaker)

    assert whats(speaker) == ["Write an abstract"]


@pytest.mark.parametrize(
    "talk",
    [
        {"abstract": "What it is about."},
        {"is_cancelled": True},
        {"event__past": True},
        {"event__cancelled": True},
        {"event__draft": True},
    ],
    ids=lambda talk: next(iter(talk)),
)
def test_a_talk_that_needs_no_abstract_is_not_to_do(speaker, talk):
    TalkFactory(by=speaker, **talk)

    assert [what for what in whats(speaker) if what == "Write an abstract"] == []


def test_slides_of_a_talk_given_lately_are_to_do_until_they_come_or_none_will(speaker):
    talk = TalkFactory(by=speaker, event__past=True)
    assert whats(speaker) == ["Upload your slides"]

    slides = SlidesFactory(talk=talk, none_will_come=True)
    assert whats(speaker) == []

    VersionFactory(slides=slides)
    Slides.objects.update(none_will_come=False)
    assert whats(speaker) == []


@pytest.mark.parametrize(
    "talk",
    [
        {"event__starts_at": moment(days=-40)},
        {"is_cancelled": True, "event__past": True},
        {"event__cancelled": True, "event__past": True},
    ],
    ids=["long ago", "called off", "of an event called off"],
)
def test_slides_nobody_waits_for_are_not_to_do(speaker, talk):
    TalkFactory(by=speaker, **talk)

    assert whats(speaker) == []


def test_the_talk_of_another_is_not_to_do(speaker):
    TalkFactory(event=EventFactory())

    assert whats(speaker) == []


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [
        (None, ["Look at your page"]),
        (YEAR + datetime.timedelta(hours=1), ["Look at your page"]),
        (YEAR - datetime.timedelta(hours=1), []),
    ],
)
def test_a_page_not_looked_at_for_a_year_is_to_do(reviewed, expected):
    user = UserFactory()
    PersonFactory(user=user, reviewed_at=reviewed and timezone.now() - reviewed)

    assert whats(user) == expected


def test_who_has_no_page_need_not_look_at_it():
    assert whats(UserFactory()) == []


def test_thirty_talks_to_describe_cost_no_more_queries_than_one(speaker, django_assert_num_queries):
    for number in (1, 29):
        TalkFactory.create_batch(number, by=speaker)
        with django_assert_num_queries(12):
            due(speaker)
