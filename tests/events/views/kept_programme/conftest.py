import pytest

from events.timetable.models import Release
from projects.models import Programme
from tests.events.views.kept_programme.asking import HOUR, NINE
from tests.factories.events import EventFactory, SessionFactory, TalkFactory
from tests.factories.slides import SlidesFactory, VersionFactory


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def meeting(db, folder):
    """A meeting with a session of one talk, seen by a visitor before."""
    Programme.objects.create(name="Sample programme")
    event = EventFactory(
        slug="meeting", starts_at=NINE, ends_at=NINE + 9 * HOUR, venue="Sample hall"
    )
    session = SessionFactory(
        event=event, title="Morning", starts_at=NINE, ends_at=NINE + HOUR, room="A"
    )
    talk = TalkFactory(
        event=event, session=session, title="A talk", starts_at=NINE, ends_at=NINE + HOUR, room="A"
    )
    recorded = TalkFactory(event=event, title="Recorded", speakers=["Then Sample", "Last Sample"])
    SlidesFactory(talk=recorded, recording="https://v.example/1")
    VersionFactory(slides__talk=talk, slides__release="never")
    Release.objects.create(event=event, version=1, programme={})
    return event
