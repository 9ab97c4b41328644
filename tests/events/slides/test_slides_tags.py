import pytest

from tests.factories.events import EventFactory, TalkFactory
from tests.factories.slides import SlidesFactory, VersionFactory

pytestmark = pytest.mark.django_db


def with_slides(event):
    talk = TalkFactory(event=event)
    VersionFactory(slides__talk=talk, slides__release="now", slides__recording="https://v.example/")
    return talk


def test_the_page_of_a_talk_shows_licence_and_recording(text_of):
    talk = TalkFactory()
    recording = "https://video.example.org/1"
    VersionFactory(
        slides=SlidesFactory(talk=talk, release="now", licence="cc-by-4.0", recording=recording)
    )

    text = text_of(talk.get_absolute_url())

    assert f'href="/talks/{talk.pk}/slides/download/"' in text
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in text
    assert f'href="{recording}"' in text


def test_slides_that_are_not_public_are_not_mentioned(text_of):
    talk = TalkFactory()
    VersionFactory(slides__talk=talk)

    assert "Slides" not in text_of(talk.get_absolute_url()).partition("<main")[2]
    assert "Slides" not in text_of(f"/events/{talk.event.slug}/programme/").partition("<main")[2]


@pytest.mark.parametrize("page", ["", "programme/"])
def test_a_programme_leads_to_slides_at_as_many_queries_for_one_talk_as_for_five(
    text_of, queries_of, page
):
    event = EventFactory()
    talk = with_slides(event)
    address = f"/events/{event.slug}/{page}"
    one = queries_of(address)
    for _ in range(4):
        with_slides(event)

    assert queries_of(address) == one
    assert f'href="/talks/{talk.pk}/slides/download/"' in text_of(address)
