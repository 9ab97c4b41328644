"""Authors never learn who reviewed: not by a page, a mail, an export, the desk or its history."""

import json

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib import admin

from events.reviews import assigning, naming, reviewing
from events.submissions import deciding
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from portal.mail.models import Message
from portal.privacy import exporting, subjects
from tests.factories.accounts import UserFactory
from tests.factories.reviews import AssignmentFactory, ReviewerFactory

SECRETS = ("Rita Reviewsome", "rita.reviewsome@example.org", "Wonderfully dull")
JUDGED = {"score": 2, "confidence": 1, "comment": "Wonderfully dull.", "revision": 1, "seen": 0}


@pytest.fixture
def reviewer(call):
    user = UserFactory(
        roles=[Role.MEMBER], name="Rita Reviewsome", email="rita.reviewsome@example.org"
    )
    return naming.name(call, user, by=None)


@pytest.fixture
def reviewed(talk, reviewer):
    """A talk that went all the way, its author told."""
    organiser = UserFactory(roles=[Role.ORGANISER])
    assigning.evenly(talk.call, 1, by=organiser)
    assigning.tell(talk.call, by=organiser)
    reviewing.judge(reviewer, talk, **JUDGED)
    deciding.decide(talk, State.ACCEPTED, by=organiser)
    return Submission.objects.get()


def shown(client, path):
    response = client.get(path, follow=True)
    return response.content.decode()


def assert_silent(text):
    assert [secret for secret in SECRETS if secret in text] == []


def test_no_page_of_the_author_tells(client, reviewed):
    client.force_login(reviewed.submitter)

    for path in (
        reviewed.get_absolute_url(),
        "/me/",
        "/reviews/",
        "/account/privacy/",
        reviewed.talk.get_absolute_url(),
        reviewed.call.host.get_absolute_url(),
    ):
        assert_silent(shown(client, path))


def test_no_letter_to_the_author_tells(reviewed):
    letters = Message.objects.filter(deliveries__email=reviewed.submitter.email)

    assert letters.count() == 1
    for letter in letters:
        assert_silent(letter.subject + letter.text)


def test_no_export_of_the_author_tells(client, reviewed):
    client.force_login(reviewed.submitter)

    for path in ("/account/privacy/my-data.json", "/account/privacy/my-data.html"):
        assert_silent(shown(client, path))


def test_the_reviewers_own_export_holds_what_they_wrote(reviewed, reviewer):
    sections = exporting.sections(subjects.of_user(reviewer.user))
    keys = {section.key for section in sections}
    told = json.dumps(
        [[fact.value for fact in row] for s in sections for row in s.records], default=str
    )

    assert keys >= {"reviewing", "reviews", "assigned"}
    assert "Wonderfully dull." in told
    assert "On samples" in told


def test_the_record_of_changes_holds_nothing_of_reviews(reviewed):
    assert not LogEntry.objects.filter(content_type__app_label="reviews").exists()


# --- An organiser who proposes a talk ---------------------------------------------------------------


@pytest.fixture
def author(client, talk, reviewer):
    """An organiser whose own talk was reviewed; another, of the same reviewer, was not."""
    author = UserFactory(roles=[Role.COORDINATOR], name="Olga Organiser")
    Submission.objects.update(submitter=author)
    AssignmentFactory(submission=talk, reviewer=reviewer)
    reviewing.judge(reviewer, Submission.objects.get(), **JUDGED)
    client.force_login(author)
    return author


def desk_pages(talk):
    yield talk.desk_url
    for page in ("assignments", "ranking"):
        yield f"/desk/talks/calls/{talk.call_id}/{page}/"
    yield f"/desk/talks/calls/{talk.call_id}/decisions/"
    yield f"/desk/talks/?call={talk.call_id}"
    yield "/desk/search/?q=samples"
    yield f"/desk/history/event/{talk.call.event_id}/"


def test_at_the_desk_an_author_finds_neither_review_nor_reviewer(client, author, talk):
    for path in desk_pages(talk):
        assert_silent(shown(client, path))


def test_the_progress_of_the_reviewer_does_not_count_it(client, author, talk):
    html = shown(client, f"/desk/talks/calls/{talk.call_id}/reviewers/")

    assert "0 of 0" in " ".join(html.split())


def test_an_author_cannot_choose_the_reviewers_of_the_own_talk(client, author, talk):
    other = ReviewerFactory(call=talk.call)
    posted = {"reviewers": [other.pk], "reviewer": other.pk}

    for path in ("reviewers", "conflicts"):
        assert client.post(f"/desk/talks/{talk.pk}/{path}/", posted).status_code == 404
    assert client.get(f"/desk/talks/{talk.pk}/reviewers/").status_code == 404


def test_sharing_out_does_not_tell_an_author_what_the_own_talk_lacks(client, author, talk, told):
    client.post(f"/desk/talks/calls/{talk.call_id}/reviewers/round/", {"wanted": "5"})

    response = client.post(f"/desk/talks/calls/{talk.call_id}/assignments/", follow=True)

    assert told(response)[1:] == ["0 reviews are assigned. Nobody is told yet."]


def test_the_administration_knows_nothing_of_reviews():
    # Administrators propose talks, too.
    with_admin = [model for model in apps.get_models() if admin.site.is_registered(model)]

    assert "reviews" not in {model._meta.app_label for model in with_admin}
