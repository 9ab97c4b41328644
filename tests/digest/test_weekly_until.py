"""Who changes from weekly to at once misses nothing of the week, and hears of nothing twice."""

import datetime

import pytest

from news import announcing
from portal.digest import weekly
from portal.mail import subscribing
from portal.mail.models import Subscription
from portal.mail.tasks import deliver_due
from tests.digest.conftest import EMAIL
from tests.factories.accounts import UserFactory
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def next_monday(monday):
    return monday + WEEK


def change(frequency, *topics):
    subscribing.choose(EMAIL, dict.fromkeys(topics, frequency), language="en")


def subjects(mails):
    return [mail.subject for mail in mails]


def test_what_came_before_the_change_is_told_by_the_next_letter_and_no_other(
    wants, article, letters, next_monday
):
    wants("news")
    article(title="Before the change")
    change("at-once", "news")

    letters(until=next_monday)
    letters(until=next_monday + WEEK)
    told = letters(until=next_monday + 2 * WEEK)

    assert subjects(told) == ["This week: Before the change"]


def test_what_was_told_at_once_after_the_change_is_not_told_again(
    wants, article, letters, next_monday, mailoutbox
):
    wants("news")
    article(title="Before the change")
    change("at-once", "news")
    announcing.tell_subscribers(article(days=-0.001, title="After it"), by=UserFactory())
    deliver_due()
    assert len(mailoutbox) == 1

    told = letters(until=next_monday)

    assert subjects(told)[1:] == ["This week: Before the change"]


def test_who_changes_after_the_week_began_hears_of_its_first_days_too(
    wants, article, letters, monday, next_monday
):
    wants("news", days=14)
    article(days=3, title="Of the week before")
    article(days=-0.001, title="Of this Monday")
    change("at-once", "news")

    told = letters(until=monday)
    assert subjects(told) == ["This week: Of the week before"]
    told = letters(until=next_monday)

    assert subjects(told)[1:] == ["This week: Of this Monday"]


def test_the_last_letter_ends_with_its_topic_and_ends_nothing_that_comes_at_once(
    wants, article, letters, next_monday, client
):
    wants("news")
    article()
    change("at-once", "news")

    (mail,) = letters(until=next_monday)
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    page = client.get(address.removeprefix("http://localhost:8000"))
    client.post(address.removeprefix("http://localhost:8000"))

    assert "You receive this because you subscribed to: All news." in mail.body
    assert "The weekly letter has ended" in page.text
    assert Subscription.objects.at_once().get().topic == "news"


def test_a_week_after_the_last_letter_nothing_of_it_is_left(wants, article, monday, next_monday):
    wants("news")
    SubscriptionFactory(topic="events", email=EMAIL)
    change("at-once", "news", "events")

    weekly.send_digests(until=next_monday)
    weekly.send_digests(until=next_monday + WEEK)

    assert set(Subscription.objects.values_list("weekly_until", flat=True)) == {None}
    assert not Subscription.objects.in_digest().exists()
