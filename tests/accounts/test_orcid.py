"""Signing in by ORCID, against a real provider on this machine."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal.accounts.models import User
from portal.preferences.models import Preferences
from tests.accounts.coming import ORCID, by_university, come_by, connect, signed_in
from tests.factories.accounts import SocialAccountFactory, UserFactory
from tests.factories.projects import InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(db):
    return UserFactory(email="known@uni-a.example")


@pytest.fixture
def open_signup(db):
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()
    return InstitutionFactory(domains=["uni-a.example"])


def test_an_unknown_orcid_signs_nobody_in(client, servers, user):
    page = come_by(client, servers, "orcid", ORCID)

    assert "No account is connected" in page.text
    assert signed_in(client) is None
    assert SocialAccount.objects.count() == 0


def test_an_unknown_orcid_signs_nobody_in_where_signing_up_is_open(client, servers, open_signup):
    servers.orcid.knows(ORCID, email="new@uni-a.example", email_verified=True)

    come_by(client, servers, "orcid", ORCID)

    assert User.objects.count() == 0


def test_who_has_connected_an_orcid_signs_in_by_it(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)

    come_by(client, servers, "orcid", ORCID)

    assert signed_in(client) == user


def test_the_same_subject_at_a_university_is_somebody_else(client, servers, user):
    SocialAccountFactory(user=user, provider="uni-b", uid="subject-1")

    by_university(client, servers, email="other@elsewhere.example")

    assert signed_in(client) is None


def test_one_returns_to_where_one_was_sent_from(client, servers, user):
    SocialAccountFactory(user=user, uid=ORCID)
    address = reverse("openid_connect_login", args=["orcid"])
    there = client.post(address, {"next": "/events/"}).context["address"]

    back = client.get(servers.orcid.agrees(there, ORCID))

    assert back.url == "/events/"


def test_a_closed_account_stays_closed(client, servers):
    SocialAccountFactory(user=UserFactory(is_active=False), uid=ORCID)

    page = come_by(client, servers, "orcid", ORCID)

    assert "This account is closed" in page.text
    assert signed_in(client) is None


def test_a_connected_orcid_is_put_on_the_page_of_the_person(client, servers, user):
    person = PersonFactory(user=user, orcid="0000-0001-0000-0009")
    client.force_login(user)

    page = connect(client, servers)

    person.refresh_from_db()
    assert person.orcid == ORCID
    assert "Your ORCID stands on your page now." in page.text


def test_an_orcid_on_the_page_of_another_person_is_left_there_and_said(client, servers, user):
    person, other = PersonFactory(user=user), PersonFactory(orcid=ORCID)
    client.force_login(user)

    page = connect(client, servers)

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.orcid, other.orcid) == (None, ORCID)
    assert "another person" in page.text
    assert SocialAccount.objects.get().user == user


def test_what_a_university_calls_somebody_is_no_orcid(client, servers, user):
    person = PersonFactory(user=user)
    client.force_login(user)

    connect(client, servers, "uni-a", ORCID)

    person.refresh_from_db()
    assert person.orcid is None


def test_an_orcid_connected_before_the_account_is_bound_to_a_person_is_put_on_the_page_then(user):
    SocialAccountFactory(user=user, uid=ORCID)
    person = PersonFactory()

    person.user = user
    person.save(update_fields=["user"])

    person.refresh_from_db()
    assert person.orcid == ORCID


def test_binding_an_account_does_not_take_an_orcid_from_another_person(user):
    SocialAccountFactory(user=user, uid=ORCID)
    other, person = PersonFactory(orcid=ORCID), PersonFactory(user=user)

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.orcid, other.orcid) == (None, ORCID)
