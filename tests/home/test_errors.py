import pytest
from django.test import Client

from portal.home import errors
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProgrammeFactory


@pytest.mark.django_db
def test_what_is_not_there_is_said_with_ways_on(client):
    ProgrammeFactory(name="Sample Programme")

    response = client.get("/nothing/here/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "There is no page here" in page
    assert 'href="/projects/"' in page
    assert 'href="/events/"' in page
    assert "Sample Programme" in page


@pytest.mark.django_db
def test_it_is_said_in_german_on_german_addresses(client):
    response = client.get("/de/nothing/here/")

    assert response.status_code == 404
    assert '<html lang="de">' in response.content.decode()


@pytest.mark.django_db
def test_a_form_that_has_grown_too_old_says_what_to_do():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory())

    response = browser.post("/desk/news/new/", {"title": "x"})

    assert response.status_code == 403
    assert "This form has grown too old" in response.content.decode()


@pytest.mark.django_db
def test_a_form_too_large_to_read_is_refused_with_a_page(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    response = client.post("/subscribe/", {"email": "x" * 2_000})

    assert response.status_code == 400
    assert "We did not understand this request" in response.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_with_a_page(client):
    response = client.get("/", headers={"host": "nobody.example.org"})

    assert response.status_code == 400
    assert "We did not understand this request" in response.content.decode()


@pytest.mark.django_db
def test_what_is_forbidden_is_said_with_a_page(rf):
    response = errors.forbidden(rf.get("/"), Exception())

    assert response.status_code == 403
    assert "This is not open to you" in response.content.decode()


def test_a_failure_of_ours_is_said_without_the_database(rf):
    # Only tests that ask for it get a database; a query here would fail.
    response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/subscribe/", "/no-such-page/", "/account/login/"])
def test_a_form_in_letters_we_cannot_read_is_refused_with_a_page(address):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32

    kind = "application/x-www-form-urlencoded; charset=utf-16"
    response = client.generic("POST", address, b"\xff\xfeemail", content_type=kind)

    assert response.status_code in {400, 404}
    assert "<h1" in response.content.decode()
