import pytest

from events.submissions.models import Call, State
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

ADMIN = "/admin/submissions/"


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(UserFactory(administrator=True))


def test_the_admin_finds_submissions_and_shows_their_history(client):
    submission = SubmissionFactory(title="Findable sample", state=State.DRAFT)
    submission.move_to(State.SUBMITTED, by=submission.submitter)

    found = client.get(f"{ADMIN}submission/?q=findable")
    page = client.get(f"{ADMIN}submission/{submission.pk}/change/")

    assert list(found.context["cl"].result_list) == [submission]
    assert "draft → submitted" in page.content.decode()


def test_the_admin_does_not_change_submissions(client):
    submission = SubmissionFactory()

    assert client.get(f"{ADMIN}submission/add/").status_code == 403
    assert client.post(f"{ADMIN}submission/{submission.pk}/change/", {}).status_code == 403


def test_the_admin_shows_calls(client):
    call = CallFactory()

    assert client.get(f"{ADMIN}call/").status_code == 200
    assert client.get(f"{ADMIN}call/{call.pk}/change/").status_code == 200
    assert list(Call.objects.all()) == [call]
