import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.roles import Role
from portal.mail.models import Suppression
from portal.mail.models.suppression import Reason
from tests.factories.accounts import UserFactory
from tests.factories.mail import SuppressionFactory

pytestmark = pytest.mark.django_db
ADDRESSES = "/desk/mail/addresses/"


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER], name="Sample Organiser"))
    return client


def test_the_list_says_to_whom_nothing_is_sent_and_why(organiser):
    SuppressionFactory(email="gone@example.org", detail="550 No such mailbox")

    page = organiser.get(ADDRESSES).text

    assert "gone@example.org" in page
    assert "Mail came back" in page
    assert "550 No such mailbox" in page


def test_an_address_is_added_by_hand(organiser):
    organiser.post(ADDRESSES, {"email": " Sample@Example.org ", "detail": "asked on the phone"})

    stopped = Suppression.objects.get()
    assert (stopped.email, stopped.reason) == ("sample@example.org", Reason.BY_HAND)
    assert "Sample Organiser" in organiser.get(ADDRESSES).text


@pytest.mark.parametrize("typed", ["", "no address", "a@b\r\nBcc: c@example.org", "x" * 400])
def test_what_is_no_address_is_told_and_kept(organiser, typed):
    page = organiser.post(ADDRESSES, {"email": typed, "detail": "why"})

    assert page.context["form"].errors["email"]
    assert page.context["form"]["detail"].value() == "why"
    assert not Suppression.objects.exists()


def test_an_address_that_is_there_already_keeps_its_reason(organiser):
    SuppressionFactory(email="gone@example.org")

    organiser.post(ADDRESSES, {"email": "gone@example.org"})

    assert Suppression.objects.get().reason == Reason.BOUNCE


def test_lifted_the_address_gets_mail_again(organiser):
    suppression = SuppressionFactory(email="gone@example.org")

    page = organiser.post(f"{ADDRESSES}{suppression.pk}/lift/", follow=True).text

    assert "gone@example.org gets mail again." in page
    assert not Suppression.objects.exists()


def test_thirty_addresses_cost_no_more_queries_than_one(organiser, django_assert_num_queries):
    SuppressionFactory(created_by=UserFactory())
    organiser.get(ADDRESSES)
    with CaptureQueriesContext(connection) as one:
        organiser.get(ADDRESSES)
    SuppressionFactory.create_batch(29, created_by=UserFactory())

    with django_assert_num_queries(len(one)):
        organiser.get(ADDRESSES)
