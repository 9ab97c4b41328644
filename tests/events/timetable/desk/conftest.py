import pytest
from django.urls import reverse


@pytest.fixture
def url(event):
    """The address of a page of the board: `url("place", talk.pk)`."""

    def url(name, *parts):
        return reverse(f"timetable-desk:{name}", args=[event.slug, *parts])

    return url


@pytest.fixture
def text():
    """The HTML of an answer on one line."""

    def text(response):
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return text
