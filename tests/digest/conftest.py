import datetime

import pytest

from portal.digest import weekly
from portal.mail.tasks import deliver_due
from tests.factories.events import EventFactory
from tests.factories.mail import SubscriptionFactory
from tests.factories.news import ArticleFactory

EMAIL = "reader@example.org"


@pytest.fixture
def monday():
    """Until when this week's letters tell."""
    return weekly.boundary()


@pytest.fixture
def ago(monday):
    """Return the moment that many days before the boundary."""
    return lambda days: monday - datetime.timedelta(days=days)


@pytest.fixture
def wants(ago):
    """Let an address want topics weekly, told until the Monday before."""

    def wants(*topics, email=EMAIL, days=7, **facts):
        for topic in topics:
            SubscriptionFactory(
                topic=topic, email=email, weekly=True, told_until=ago(days), **facts
            )

    return wants


@pytest.fixture
def article(ago):
    """Make an article published that many days before the boundary."""
    return lambda days=3, **facts: ArticleFactory(published_at=ago(days), **facts)


@pytest.fixture
def event(ago):
    """Make an event published that many days before the boundary."""
    return lambda days=3, **facts: EventFactory(published_at=ago(days), **facts)


@pytest.fixture
def letters(mailoutbox):
    """Run the digest and deliver; return the mails."""

    def letters(until=None):
        weekly.send_digests(until=until)
        deliver_due()
        return mailoutbox

    return letters
