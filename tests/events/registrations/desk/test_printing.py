import io

import pypdf
import pytest

from events.registrations import papers
from events.registrations.models import Attendance, State
from portal.common.typesetting import NotTypeset
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def read(client):
    """Print a paper and read it back: the text of each page."""

    def pages(name, event, query=""):
        response = client.get(f"{desk(name, event)}?{query}")
        assert response["Content-Type"] == "application/pdf"
        reader = pypdf.PdfReader(io.BytesIO(response.content))
        return [one.extract_text() for one in reader.pages]

    return pages


PAPERS = pytest.mark.parametrize("name", ["badges", "participants"])


@PAPERS
def test_only_who_has_a_place_is_printed_by_name(read, name):
    event = EventFactory(registrations=True)
    for person, state in [("Zoe", State.CONFIRMED), ("Änne", State.ATTENDED)]:
        RegistrationFactory(event=event, name=f"{person} Sample", state=state)
    RegistrationFactory(event=event, name="Waiting Sample", state=State.WAITING)
    RegistrationFactory(event=event, name="Gone Sample", state=State.CANCELLED)

    (text,) = read(name, event)

    assert text.index("Änne Sample") < text.index("Zoe Sample")
    assert "Waiting Sample" not in text
    assert "Gone Sample" not in text


@PAPERS
def test_the_filter_holds_for_the_paper(event, read, name):
    RegistrationFactory(event=event, name="Ada Sample", affiliation="Göttingen")
    RegistrationFactory(event=event, name="Bob Sample")

    (text,) = read(name, event, "q=gottingen")

    assert "Ada Sample" in text
    assert "Bob Sample" not in text


@PAPERS
def test_where_nobody_has_a_place_the_paper_says_so(event, read, name):
    assert "Nobody here has a place." in read(name, event)[0]


@PAPERS
@pytest.mark.parametrize(
    "person", ["#set page(width: 1cm)", "$x$ *b* <b>", "x" * 200, "דנה כהן", "Jürgen Müßig-von Łö"]
)
def test_whatever_somebody_is_called_is_printed_as_words(event, read, name, person):
    RegistrationFactory(event=event, name=person, affiliation="y" * 200)

    (text,) = read(name, event)

    if person.isascii() and " " in person:
        assert person.split()[0] in text


def test_ten_badges_stand_on_a_sheet(read):
    event = EventFactory(registrations=True, capacity=None, title="Sample meeting on $L^2$")
    for number in range(11):
        RegistrationFactory(event=event, name=f"Person {number:02} Sample")

    first, second = read("badges", event)

    assert first.count("Person") == 10
    assert "Person 10" in second
    assert "L²" in first or "L^2" in first


def test_the_list_repeats_its_head_and_counts_its_pages(hybrid, read):
    hybrid.capacity = None
    hybrid.save()
    RegistrationFactory.create_batch(40, event=hybrid, attendance=Attendance.ON_SITE)

    pages = read("participants", hybrid)

    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert "Signature" in text
        assert "Takes part" in text
        assert f"{number} / {len(pages)}" in text


@PAPERS
def test_a_paper_that_cannot_be_set_is_told(event, client, monkeypatch, name):
    def too_much(*_args, **_facts):
        raise NotTypeset("too much work")

    monkeypatch.setattr(papers.typesetting, "pdf", too_much)

    assert "That could not be printed" in page(client.get(desk(name, event), follow=True))


@PAPERS
def test_the_paper_is_an_attachment_that_nobody_keeps_on_the_way(event, client, name):
    response = client.get(desk(name, event))

    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}-{name}.pdf"'
    assert response["Cache-Control"] == "private, no-store"
