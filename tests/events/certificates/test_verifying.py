"""The public page that tells whether a certificate is genuine."""

import pytest

from events.certificates import issuing, personal
from events.certificates.models import Certificate
from events.checkin import arriving
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_it_says_to_whom_for_what_and_when_it_was_issued(client, attended):
    certificate = issuing.of_attendance(attended)

    html = page(client, certificate.get_absolute_url())

    assert "This certificate is genuine" in html
    for words in ("Sample Member", "took part in", "Sample workshop on sampling", "Exampletown"):
        assert words in html


def test_it_says_nothing_else(client, attended):
    certificate = issuing.of_attendance(attended)

    html = page(client, certificate.get_absolute_url())

    assert attended.email not in html
    assert attended.token not in html
    assert attended.affiliation not in html


def test_search_engines_are_kept_away_and_nobody_keeps_the_page(client):
    certificate = CertificateFactory()

    response = client.get(certificate.get_absolute_url())

    assert 'name="robots" content="noindex"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_code_may_be_typed_without_its_dashes_and_in_capitals(client):
    certificate = CertificateFactory()
    typed = certificate.code.replace("-", "").upper()

    assert certificate.name in page(client, f"/certificates/{typed}/")


@pytest.mark.parametrize("code", ["abc", "2" * 400, "-", "00000-00000"])
def test_an_unknown_code_is_said_to_be_unknown(client, code):
    assert "There is no such certificate" in page(client, f"/certificates/{code}/", status=404)


def test_a_revoked_one_says_so(client, attended):
    certificate = issuing.of_attendance(attended)
    arriving.take_back(attended, by=None)

    html = page(client, certificate.get_absolute_url())

    assert "This certificate was revoked" in html
    assert "genuine" not in html


def test_one_that_is_not_kept_any_more_says_that_and_names_nobody(client):
    certificate = CertificateFactory(name="Sample Gone")
    personal.forget(Certificate.objects.all())

    html = page(client, certificate.get_absolute_url())

    assert "What it says is no longer kept" in html
    assert "Sample Gone" not in html


def test_a_hostile_name_is_shown_as_it_was_typed(client):
    certificate = CertificateFactory(name="<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(client, certificate.get_absolute_url())
