import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory

pytestmark = pytest.mark.django_db


def address(name, event):
    return reverse(f"abstracts:{name}", args=[event.slug])


def test_the_page_shows_every_abstract_and_where_who_speaks(client):
    talk = TalkFactory(abstract="We study $x^2$.", speakers=["Zoe Sample"])

    page = client.get(address("abstracts", talk.event)).text

    assert talk.abstract_html in page
    assert f'href="#talk-{talk.pk}"' in page


@pytest.mark.parametrize(
    ("name", "content_type", "begins"),
    [
        ("abstracts-pdf", "application/pdf", b"%PDF"),
        ("abstracts-tex", "application/x-tex; charset=utf-8", b"% Book of abstracts"),
    ],
)
def test_the_book_is_a_file_to_take_along(client, name, content_type, begins):
    talk = TalkFactory()

    answer = client.get(address(name, talk.event))

    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(begins)


def test_the_next_request_after_an_edit_shows_it(client):
    talk = TalkFactory(title="Before")
    client.get(address("abstracts-tex", talk.event))

    talk.title = "After"
    talk.save()

    assert b"After" in client.get(address("abstracts-tex", talk.event)).content


def test_an_event_without_talks_says_so(client):
    event = EventFactory()

    assert "There are no abstracts yet" in client.get(address("abstracts", event)).text
    assert client.get(address("abstracts-pdf", event)).content.startswith(b"%PDF")
    assert client.get(address("abstracts-tex", event)).status_code == 200


def test_organisers_see_which_formulas_could_not_be_set(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    talk = TalkFactory(abstract="So $\\undefined{x}$.")

    page = client.get(address("problems", talk.event)).text

    assert "<code>\\undefined{x}</code>" in page


def test_more_talks_cost_no_more_queries(client, django_assert_max_num_queries):
    event = EventFactory()
    counts = []
    for number in (1, 20):
        TalkFactory.create_batch(number, event=event)
        with django_assert_max_num_queries(8) as queries:
            client.get(address("abstracts", event))
        counts.append(len(queries))

    assert counts[0] == counts[1]
