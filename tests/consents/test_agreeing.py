"""Where people are asked to agree: registering, opening an account, and at a new version."""

import pytest

from events.registrations.models import Registration
from portal.consents.models import Consent, Purpose
from tests.factories.accounts import UserFactory
from tests.factories.consents import ConsentTextFactory
from tests.factories.events import EventFactory
from tests.factories.invitations import InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(registrations=True)


@pytest.fixture
def text():
    return ConsentTextFactory(published=True, text="We store *what you type*.")


@pytest.fixture
def account_text():
    return ConsentTextFactory(published=True, purpose=Purpose.ACCOUNT, text="We keep your name.")


def register(client, event, **fields):
    typed = {"name": "Ada Sample", "email": "Ada@example.org"} | fields
    return client.post(f"{event.get_absolute_url()}register/", typed)


def agreed_to(text):
    return {"consent": "on", "consent_to": text.pk}


def test_without_a_text_nothing_is_asked(client, event):
    register(client, event)

    assert Registration.objects.count() == 1
    assert not Consent.objects.exists()


def test_a_guest_reads_the_text_and_agrees(client, event, text):
    assert "<em>what you type</em>" in client.get(f"{event.get_absolute_url()}register/").text

    register(client, event, **agreed_to(text))

    registration = Registration.objects.get()
    consent = Consent.objects.get()
    assert (consent.text, consent.user, consent.email) == (text, None, "ada@example.org")
    assert consent.about == f"registration:{registration.pk}"


def test_who_does_not_agree_is_told_and_keeps_what_was_typed(client, event, text):
    page = register(client, event).text

    assert "Please read the text and agree to it" in page
    assert 'value="Ada Sample"' in page
    assert not Registration.objects.exists()


def test_nobody_agrees_to_a_text_published_meanwhile(client, event, text):
    newer = ConsentTextFactory(published=True, text="Something new.", version=text.version + 1)

    page = register(client, event, **agreed_to(text)).text

    assert "Something new." in page
    assert f'value="{newer.pk}"' in page
    assert not Registration.objects.exists()


def test_a_member_agrees_as_well(client, event, text):
    user = UserFactory()
    client.force_login(user)

    register(client, event, **agreed_to(text))

    assert Consent.objects.get().user == user


def test_who_opens_an_account_by_invitation_agrees_to_the_text_for_accounts(client, account_text):
    invitation = InvitationFactory()
    page = client.get(invitation.get_absolute_url()).text
    assert "We keep your name." in page

    client.post(invitation.get_absolute_url(), {"name": "Ada Sample"})
    assert not Consent.objects.exists()
    client.post(invitation.get_absolute_url(), {"name": "Ada Sample", **agreed_to(account_text)})

    invitation.refresh_from_db()
    assert Consent.objects.get().user == invitation.accepted_by


def test_members_are_asked_once_when_a_version_is_published(client, account_text):
    client.force_login(UserFactory())
    assert "Read and agree" in client.get("/me/").text

    client.post("/account/consent/", agreed_to(account_text))
    client.post("/account/consent/", agreed_to(account_text))

    assert Consent.objects.count() == 1
    assert "Read and agree" not in client.get("/me/").text
    assert "You have agreed to this text" in client.get("/account/consent/").text


def test_it_is_no_wall(client, account_text):
    client.force_login(UserFactory())

    assert client.get("/me/").status_code == 200


def test_one_s_own_data_shows_what_one_agreed_to(client, account_text):
    client.force_login(UserFactory())
    client.post("/account/consent/", agreed_to(account_text))

    assert "We keep your name." in client.get("/account/privacy/").text


def test_without_a_text_for_accounts_the_page_says_so(client):
    client.force_login(UserFactory())

    assert "Nothing to agree to" in client.get("/account/consent/").text
