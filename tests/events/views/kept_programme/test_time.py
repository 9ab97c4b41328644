import pytest
from django.utils import timezone

from events.models import Event, Talk
from events.slides.models import Slides
from tests.events.views.kept_programme.asking import FROM_MEMORY, HOUR, NINE, page, queries

pytestmark = pytest.mark.django_db


def test_slides_appear_at_the_moment_from_which_they_are_public(monkeypatch):
    soon = timezone.now() + HOUR
    Slides.objects.update(release="at", release_at=soon)
    assert "slides/download/" not in page()

    monkeypatch.setattr(timezone, "now", lambda: soon)

    assert "slides/download/" in page()


def test_slides_appear_on_the_day_after_an_event_whose_end_is_unknown(monkeypatch):
    Event.objects.update(ends_at=None)
    Talk.objects.update(ends_at=None)
    Slides.objects.update(release="after")
    assert "slides/download/" not in page()

    monkeypatch.setattr(timezone, "now", lambda: NINE + 24 * HOUR)

    assert "slides/download/" in page()


def test_what_goes_on_is_offered_until_the_event_is_over(monkeypatch):
    assert "Now and next" in page()
    assert len(queries()) == FROM_MEMORY

    monkeypatch.setattr(timezone, "now", lambda: NINE + 9 * HOUR)

    assert "Now and next" not in page()
    assert len(queries()) == FROM_MEMORY
