import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consents.models import Purpose
from projects.invitations.models import Invitation
from tests.factories.accounts import UserFactory
from tests.factories.consents import ConsentTextFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import PersonFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NAME = {"name": "Ada Sample"}


@pytest.fixture
def invitation():
    ProgrammeFactory()
    return InvitationFactory(
        email="ada@example.org",
        name="Ada Sample",
        invited_by__name="Sample Coordinator",
        project=ProjectFactory(title="On samples"),
        project_role="researcher",
        roles=[Role.EDITOR],
    )


def page_of(client, invitation):
    return client.get(invitation.get_absolute_url())


def accept(client, invitation, **headers):
    return client.post(invitation.get_absolute_url(), NAME, headers=headers)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_page_says_who_invites_whom_to_what(client, invitation):
    text = " ".join(page_of(client, invitation).text.split())

    assert "Sample Coordinator invites you to the portal of Sample Foundations" in text
    assert "“On samples” (Researcher)" in text
    assert "ada@example.org" in text
    assert "Editor" in text
    assert 'value="Ada Sample"' in text


def test_a_visitor_gets_no_cookie_before_the_form_is_sent(client, invitation):
    response = page_of(client, invitation)

    assert response.cookies == {}
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_reading_the_page_accepts_nothing(client, invitation):
    page_of(client, invitation)

    invitation.refresh_from_db()
    assert invitation.is_open


def test_the_button_works_without_any_cookie_and_signs_in(invitation):
    client = Client(enforce_csrf_checks=True)

    response = accept(client, invitation, sec_fetch_site="same-origin")

    assert response.url == reverse("me")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ada@example.org").pk)
    assert "Welcome, Ada Sample" in client.get(response.url).text


def test_a_form_on_another_site_opens_no_account(invitation):
    client = Client(enforce_csrf_checks=True)

    response = accept(client, invitation, sec_fetch_site="cross-site")

    assert response.status_code == 403
    assert not is_signed_in(client)


def test_without_a_name_the_form_says_so(client, invitation):
    response = client.post(invitation.get_absolute_url(), {"name": " \u200b "})

    assert response.status_code == 200
    assert response.context["form"].errors == {"name": ["This field is required."]}


def test_the_second_who_uses_the_link_is_told_that_it_has_been_used(client, invitation):
    accept(Client(), invitation)

    for response in (page_of(client, invitation), accept(client, invitation)):
        assert response.status_code == 410
        assert "has been used" in response.text
    assert not is_signed_in(client)


def test_whoever_loses_the_race_is_told_that_it_has_been_used(client, invitation, monkeypatch):
    stale = Invitation.objects.get()
    accept(Client(), invitation)
    monkeypatch.setattr("projects.invitations.views.get_object_or_404", lambda *_, **__: stale)
    monkeypatch.setattr("projects.invitations.known.owner", lambda _email: None)

    response = accept(client, invitation)

    assert response.status_code == 410
    assert "has been used" in response.text


@pytest.mark.parametrize(
    ("state", "words"), [("expired", "has expired"), ("revoked", "was taken back")]
)
def test_an_invitation_that_is_over_has_a_page_that_says_what_to_do(client, state, words):
    invitation = InvitationFactory(**{state: True})

    for response in (page_of(client, invitation), accept(client, invitation)):
        assert response.status_code == 410
        assert words in response.text


def test_a_link_that_was_never_sent_leads_nowhere(client, db):
    assert client.get("/invitations/no-such-token/").status_code == 404


def test_where_a_text_holds_for_accounts_it_is_agreed_to_and_kept(client, invitation):
    text = ConsentTextFactory(
        published=True, purpose=Purpose.ACCOUNT, text="We store your **name**."
    )
    assert "We store your <strong>name</strong>." in page_of(client, invitation).text

    refused = accept(client, invitation)
    said = NAME | {"consent": "on", "consent_to": text.pk}
    client.post(invitation.get_absolute_url(), said)

    assert "consent" in refused.context["form"].errors
    consent = User.objects.get(email="ada@example.org").consents.get()
    assert (consent.text, consent.about) == (text, "account")


# --- There is an account already ------------------------------------------------------------------


def test_the_link_signs_nobody_in_to_an_account_that_exists(client, invitation):
    UserFactory(email="ada@example.org")

    for response in (page_of(client, invitation), accept(client, invitation)):
        assert "You have an account already" in response.text
        assert f"/account/login/?next={invitation.get_absolute_url()}" in response.text
    assert not is_signed_in(client)


def test_one_signs_in_and_then_accepts_with_one_button(client, invitation):
    user = UserFactory(email="ada@example.org")
    client.force_login(user)

    assert f"Accept as {user}" in page_of(client, invitation).text
    response = client.post(invitation.get_absolute_url())

    assert response.url == reverse("me")
    assert user.person.memberships.get().project == invitation.project


def test_the_owner_of_a_closed_account_is_told_whom_to_ask(client, invitation):
    UserFactory(email="ada@example.org", is_active=False)

    assert "The account of this address is closed" in page_of(client, invitation).text
    assert "office@example.org" in page_of(client, invitation).text


def test_somebody_signed_in_is_offered_to_accept_with_that_account(client, invitation):
    client.force_login(UserFactory(name="Bo Probe", email="bo@example.org"))

    text = " ".join(page_of(client, invitation).text.split())

    assert "ada@example.org</bdi> becomes a second address of this account" in text
    assert "Accept as Bo Probe" in text
    assert "Sign out" in text


def test_who_accepts_signed_in_needs_a_form_of_this_very_page(invitation):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())

    response = accept(client, invitation, sec_fetch_site="same-origin")

    assert response.status_code == 403
    invitation.refresh_from_db()
    assert invitation.is_open


def test_an_invitation_for_another_account_can_only_be_accepted_with_that_one(client, invitation):
    UserFactory(email="ada@example.org")
    client.force_login(UserFactory())

    for response in (page_of(client, invitation), accept(client, invitation)):
        assert "This invitation is for another account" in response.text
    invitation.refresh_from_db()
    assert invitation.is_open


def test_a_page_that_is_somebody_elses_is_refused_and_nothing_is_lost(client):
    person = PersonFactory(user=UserFactory())
    invitation = InvitationFactory(person=person)

    response = accept(client, invitation)

    assert response.status_code == 409
    assert "Two pages would be yours" in response.text
    invitation.refresh_from_db()
    assert invitation.is_open
    assert not User.objects.filter(email=invitation.email).exists()
