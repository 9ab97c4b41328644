import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from events.slides import sharing, sweeping
from events.slides.models import Kind, Slides, Version
from tests.events.slides.conftest import upload
from tests.factories.events import TalkFactory
from tests.factories.slides import VersionFactory

TOMORROW = datetime.timedelta(days=1, minutes=1)
pytestmark = pytest.mark.django_db


def test_with_a_talk_its_files_go_once_that_is_sure(folder, django_capture_on_commit_callbacks):
    version = VersionFactory()

    with django_capture_on_commit_callbacks(execute=True):
        version.slides.talk.delete()
        assert len(list(folder.iterdir())) == 1

    assert list(folder.iterdir()) == []


def test_a_version_that_cannot_be_stored_leaves_no_file(folder, monkeypatch):
    talk = TalkFactory()

    with pytest.raises(Exception, match="slides_kind_known"), transaction.atomic():
        sharing.save(Slides(talk=talk), file=upload(), kind="exe", by=None)

    assert list(folder.iterdir()) == []


def test_files_that_nobody_refers_to_are_removed_when_they_are_a_day_old(folder):
    version = VersionFactory()
    orphan = folder / "orphan.pdf"
    orphan.write_bytes(b"left behind")

    assert sweeping.sweep() == 0
    assert sweeping.sweep(timezone.now() + TOMORROW) == 1
    assert [file.name for file in folder.iterdir()] == [version.file.name.split("/")[1]]


def test_there_is_nothing_to_sweep_before_the_first_upload(folder):
    assert sweeping.sweep() == 0


def test_a_stale_page_ends_the_version_that_is_offered_by_now():
    talk = TalkFactory()
    first, second = Slides(talk=talk), Slides(talk=talk)

    sharing.save(first, file=upload(), kind=Kind.PDF, by=None)
    sharing.save(second, file=upload(), kind=Kind.PDF, by=None)

    assert Version.objects.filter(slides__talk=talk, ended_at=None).count() == 1
    assert Version.objects.count() == 2
