import datetime
import gc
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.digest import weekly
from portal.digest.tasks import send_digests
from portal.mail.models import Delivery, Message
from tests.factories.events import SeriesFactory, SpeakerFactory, TalkFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_many_readers_topics_and_things_cost_as_many_queries_as_one(
    wants, article, event, django_assert_num_queries, monday, ago
):
    project = ProjectFactory()
    talk = TalkFactory(speakers=[], event__published_at=ago(3))
    SpeakerFactory(talk=talk, person=MembershipFactory(project=project).person)
    type(talk).objects.update(created_at=ago(2))
    wants("news", "events", project.topic, email="first@example.org")
    article(projects=[project])
    with CaptureQueriesContext(connection) as asked:
        assert weekly.tell(["first@example.org"], monday) == 1

    later = monday + datetime.timedelta(days=7)
    emails = [f"r{number}@example.org" for number in range(20)]
    for email in emails:
        wants("news", "events", project.topic, days=7, email=email)
    for series in SeriesFactory.create_batch(3):
        event(series=series)
        article(projects=[project])
        wants(series.topic, email=emails[0])

    with django_assert_num_queries(len(asked)):
        assert weekly.tell(emails, later) == 20


def test_who_is_told_the_same_shares_one_text(wants, article):
    for number in range(30):
        wants("news", email=f"r{number}@example.org")
    article()

    weekly.send_digests()

    assert Message.objects.count() == 1
    assert Delivery.objects.count() == 30


def test_batch_after_batch_everybody_is_told(wants, article, monkeypatch):
    monkeypatch.setattr(weekly, "BATCH", 2)
    for number in range(5):
        wants("news", "events", email=f"r{number}@example.org")
    article()

    assert weekly.send_digests() == 5

    assert Delivery.objects.values("email").distinct().count() == 5


@pytest.mark.uncovered
def test_ten_times_the_readers_take_no_more_memory(wants, article, monkeypatch):
    monkeypatch.setattr(weekly, "BATCH", 20)
    for _ in range(5):
        article()
    peaks = []
    tell = weekly.tell

    def tell_without_garbage(emails, until):
        gc.collect()  # which comes and goes in its own time
        return tell(emails, until)

    monkeypatch.setattr(weekly, "tell", tell_without_garbage)
    for number in (20, 40, 400):  # the first brings what is only made once
        for one in range(number):
            wants("news", "events", email=f"r{one}-of-{number}@example.org")
        tracemalloc.start()
        weekly.send_digests()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    _, few, many = peaks
    assert many < 1.5 * few


def test_the_scheduler_knows_the_letters(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert send_digests.name in tasks
