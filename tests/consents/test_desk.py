import pytest

from portal.accounts.roles import Role
from portal.consents import consenting
from portal.consents.models import ConsentText, Purpose
from tests.factories.accounts import UserFactory
from tests.factories.consents import ConsentTextFactory

pytestmark = pytest.mark.django_db
DESK = "/desk/privacy/consents/"
TYPED = {"purpose": "registration", "text": "Sample **wording**", "valid_from": "2026-01-01"}


@pytest.fixture(autouse=True)
def coordinator(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))


def test_a_version_is_drafted_published_and_holds(client):
    page = client.post(f"{DESK}new/", TYPED, follow=True).text
    assert "<strong>wording</strong>" in page

    client.post(f"{DESK}{ConsentText.objects.get().pk}/publish/")

    assert ConsentText.objects.current(Purpose.REGISTRATION).version == 1
    assert "Holds now" in client.get(DESK).text


def test_the_next_version_begins_with_the_words_that_hold(client):
    ConsentTextFactory(published=True, text="The words that hold.")

    assert "The words that hold." in client.get(f"{DESK}new/?purpose=registration").text


def test_earlier_versions_stay_readable(client):
    first = ConsentTextFactory(published=True, text="The first words.", version=1)
    ConsentTextFactory(published=True, version=2)

    assert "Version 1" in client.get(DESK).text
    assert "The first words." in client.get(f"{DESK}{first.pk}/").text


def test_a_published_version_is_not_edited(client):
    text = ConsentTextFactory(published=True)

    assert client.get(f"{DESK}{text.pk}/edit/").status_code == 404
    assert "stays readable for good" in client.post(f"{DESK}{text.pk}/discard/", follow=True).text
    assert "published already" in client.post(f"{DESK}{text.pk}/publish/", follow=True).text


def test_a_version_published_while_it_was_edited_keeps_its_words(client, monkeypatch):
    text = ConsentTextFactory(text="As published.")
    real = consenting.draft

    def published_meanwhile(changed):
        consenting.publish(ConsentText.objects.get(pk=changed.pk))
        return real(changed)

    monkeypatch.setattr(consenting, "draft", published_meanwhile)
    page = client.post(f"{DESK}{text.pk}/edit/", TYPED | {"text": "My words."}).text

    assert "published meanwhile" in page
    assert "My words." in page
    text.refresh_from_db()
    assert text.text == "As published."


def test_a_text_without_words_is_refused_at_its_field(client):
    page = client.post(f"{DESK}new/", TYPED | {"text": "  ", "valid_from": "soon"}).text

    assert "id_text" in page
    assert 'value="soon"' in page
    assert not ConsentText.objects.exists()


def test_a_draft_is_changed_and_discarded(client):
    text = ConsentTextFactory()
    client.post(f"{DESK}{text.pk}/edit/", TYPED)
    text.refresh_from_db()
    assert text.text == "Sample **wording**"

    client.post(f"{DESK}{text.pk}/discard/")

    assert not ConsentText.objects.exists()
