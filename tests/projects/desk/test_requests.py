import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.mail.models import Message
from projects import asking
from projects.models import ChangeRequest
from tests.common.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.projects import ChangeRequestFactory, ProjectFactory
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
REQUESTS = reverse("people-desk:requests")


@pytest.fixture(autouse=True)
def coordinator(client):
    user = UserFactory(name="Sample Coordinator", roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def page_of(asked):
    return reverse("people-desk:request", args=[asked.pk])


def test_open_requests_are_listed_and_answered_ones_apart(client):
    ChangeRequestFactory(text="Still open.")
    ChangeRequestFactory(text="Long done.", done_at=timezone.now(), answer="Yes.")

    assert "Still open." in text_of(client.get(REQUESTS))
    assert "Long done." not in text_of(client.get(REQUESTS))
    assert "Long done." in text_of(client.get(REQUESTS, {"state": "done"}))


def test_an_answer_closes_the_request_and_goes_out_by_mail(client, coordinator):
    asked = ChangeRequestFactory(text="Wrong\nhere.", person=None, project=ProjectFactory())

    client.post(page_of(asked), {"answer": "Mended."})

    asked.refresh_from_db()
    assert (asked.answer, asked.done_by, asked.is_open) == ("Mended.", coordinator, False)
    letter = Message.objects.get()
    assert letter.deliveries.get().email == asked.asked_by.email
    assert letter.text.startswith("Sample Coordinator has answered what you asked for:\n\nMended.")
    assert "> Wrong\n> here." in letter.text
    assert asked.project.get_absolute_url() in letter.text


def test_an_answer_needs_words(client):
    asked = ChangeRequestFactory()

    response = client.post(page_of(asked), {"answer": " "})

    assert response.context["form"].errors["answer"]
    assert not Message.objects.exists()


def test_a_request_is_answered_once(client):
    asked = ChangeRequestFactory(done_at=timezone.now(), answer="The first answer.")

    response = client.post(page_of(asked), {"answer": "A second one."})

    assert "Somebody else has answered this meanwhile." in response.text
    assert "The first answer." in response.text
    assert "A second one." in response.text
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_sent():
    asked = ChangeRequestFactory()
    users = UserFactory.create_batch(4)

    errors = at_once(lambda user: asking.answer(asked, "Mended.", by=user), users)

    assert [type(error) for error in errors] == [asking.AnsweredMeanwhile] * 3
    assert Message.objects.count() == 1


def test_whoever_asked_may_be_gone(client):
    asked = ChangeRequestFactory(asked_by=None)

    client.post(page_of(asked), {"answer": "Mended."})

    assert not ChangeRequest.objects.open().exists()
    assert not Message.objects.exists()


def test_thirty_requests_cost_as_many_queries_as_one(client):
    counts = []
    for number in (1, 29):
        ChangeRequestFactory.create_batch(number)
        with CaptureQueriesContext(connection) as captured:
            client.get(REQUESTS)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_admin_shows_requests(client):
    client.force_login(UserFactory(administrator=True))
    asked = ChangeRequestFactory(text="Please mend.")

    listed = client.get(reverse("admin:projects_changerequest_changelist"))
    shown = client.get(reverse("admin:projects_changerequest_change", args=[asked.pk]))

    assert "Please mend." in listed.text
    assert shown.status_code == 200
