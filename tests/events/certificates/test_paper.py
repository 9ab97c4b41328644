"""The PDFs, read back."""

import datetime

import pytest

from events.certificates import issuing, paper
from events.registrations.models import State
from tests.events.certificates.conftest import words_of
from tests.factories.certificates import CertificateFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import ProgrammeFactory
from tests.pictures import codes_in, pages_of

pytestmark = pytest.mark.django_db


def test_it_bears_the_programme_the_name_the_event_and_the_address(attended, settings):
    settings.SITE_URL = "https://portal.example.org"
    ProgrammeFactory(name="Sample programme", acronym="SP 1", funder="Sample Fund")
    certificate = issuing.of_attendance(attended)

    (page,) = words_of(paper.pdf([certificate]))

    for words in (
        *("Sample programme", "SP 1", "Sample Fund", "Sample Member"),
        *("Sample workshop on sampling", "Sample Hall, Exampletown", "1 h"),
        f"portal.example.org/certificates/{certificate.code}/",
    ):
        assert words in page


def test_the_code_on_it_leads_to_the_page_that_verifies_it(attended, settings):
    settings.SITE_URL = "https://portal.example.org"
    certificate = issuing.of_attendance(attended)

    (picture,) = pages_of(paper.TEMPLATE, paper.data([certificate]))

    assert codes_in(picture) == [f"https://portal.example.org/certificates/{certificate.code}/"]


def test_handed_out_again_it_is_the_same_to_the_byte(attended):
    certificate = issuing.of_attendance(attended)

    assert paper.pdf([certificate]) == paper.pdf([certificate])


HOSTILE = [
    '#panic() $x$ *b* "]); #read("/etc/passwd")',
    "<script>alert(1)</script>",
    "x" * 200,
    "Prof. Dr. " * 20,
    "\u202eretsinim \U0001f984 王 سلام",
    "a\u0301" * 90,
    "{}[]()\\//**/",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_on_its_page_as_it_was_typed(name):
    certificate = CertificateFactory(name=name, facts={**CertificateFactory().facts, "title": name})

    pages = words_of(paper.pdf([certificate]))

    assert len(pages) == 1
    if name.isascii():
        squeezed = pages[0].replace(" ", "").replace("\u200b", "")
        assert squeezed.count(name.replace(" ", "")) == 2


def test_all_of_an_event_come_as_one_paper_a_page_each(event):
    for name in ("Sample Ben", "Sample Ada"):
        RegistrationFactory(event=event, name=name, state=State.ATTENDED)
    absent = RegistrationFactory(event=event)
    keys = [one.pk for one in event.registrations.all()]

    certificates = issuing.of_everybody(event, keys, by=None)

    first, second = words_of(paper.pdf(certificates))
    assert "Sample Ada" in first
    assert "Sample Ben" in second
    assert absent.name not in first + second


def test_a_long_record_runs_over_pages_with_its_heads_repeated(member):
    for number in range(30):
        event = EventFactory(past=True, registrations=True, title=f"Sample session {number}")
        RegistrationFactory(event=event, user=member, state=State.ATTENDED)
    record = issuing.of_period(member, datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))

    pages = words_of(paper.pdf([record]))

    assert len(pages) > 1
    assert all("Duration" in page and record.code in page for page in pages[:-1])
    assert sum(page.count("Sample session") for page in pages) == 30
    assert pages[-1].endswith(f"{len(pages)}/{len(pages)}")
