"""An erased person leaves no trace in any table."""

import pytest
from django.test import Client

from events.models import Speaker
from news.models import Article
from portal.common.personal import NAME_REMOVED
from portal.mail.models import Message, Subscription
from portal.privacy import erasing, subjects
from projects.models import Word
from tests.factories.mail import MessageFactory, SubscriptionFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory
from tests.privacy.somebody import FORMER, NAME, WORDS, somebody
from tests.privacy.traces import traces

pytestmark = [pytest.mark.django_db, pytest.mark.uncovered]


@pytest.fixture
def world():
    return somebody()


def test_somebody_is_found_in_many_tables_before(world):
    tables = {where.partition(".")[0] for where in traces(*WORDS)}

    assert tables >= {
        "accounts_user",
        "account_emailaddress",
        "auditlog_logentry",
        "certificates_certificate",
        "consents_consent",
        "django_admin_log",
        "django_session",
        "invitations_invitation",
        "invited_talks_invitedtalk",
        "mfa_authenticator",
        "socialaccount_socialaccount",
        "events_speaker",
        "mail_delivery",
        "mail_message",
        "mail_subscription",
        "accesslog_access",
        "projects_changerequest",
        "projects_person",
        "projects_project",
        "projects_word",
        "publications_authorship",
        "publications_publication",
        "registrations_registration",
        "reviews_declaredconflict",
        "reviews_review",
        "submissions_submission",
    }


def test_nothing_is_left_of_an_erased_person(world):
    erasing.erase(subjects.of_user(world.user), keep_names=False)

    assert traces(*WORDS, "0000-0002-1825-0097") == {}


def test_the_name_may_stay_with_given_talks_and_publications_and_nowhere_else(world):
    erasing.erase(subjects.of_user(world.user), keep_names=True)

    assert traces(*WORDS, "0000-0002-1825-0097") == {
        "events_speaker.name": [NAME],
        "publications_authorship.name": [NAME],
        "publications_publication.bibtex": ["@book{q, author = {Quixwhistle, Zachariah}}"],
    }


def test_a_person_without_an_account_leaves_no_trace_either():
    person = PersonFactory(name=NAME, slug="zachariah-quixwhistle")
    MembershipFactory(person=person)

    erasing.erase(subjects.of_person(person), keep_names=False)

    assert traces(*WORDS) == {}


def test_an_address_alone_leaves_no_trace_either():
    SubscriptionFactory(email="quixwhistle@example.org")

    erasing.erase(subjects.of_address("Quixwhistle@example.org"), keep_names=True)

    assert traces(*WORDS) == {}


@pytest.mark.parametrize("field", ["subject", "text"])
def test_the_search_finds_what_is_planted(world, field):
    erasing.erase(subjects.of_user(world.user), keep_names=False)
    MessageFactory(**{field: f"{NAME[:5].upper()}{NAME[5:]}"})

    assert list(traces(*WORDS)) == [f"mail_message.{field}"]


def test_the_search_reads_arrays_json_and_word_lists(world):
    erasing.erase(subjects.of_user(world.user), keep_names=False)
    ProjectFactory(keywords=["Quixwhistle spaces"])

    assert {
        "projects_project.keywords",
        "projects_project.search_vector",
        "projects_word.text",
    } <= set(traces(*WORDS))


def test_others_keep_what_is_theirs(world):
    namesake = PersonFactory(name="Zachariah Other")
    MembershipFactory(person=namesake, project=world.project)
    before = Message.objects.count()

    erasing.erase(subjects.of_user(world.user), keep_names=False)

    assert Word.objects.filter(text="zachariah").exists()
    assert not Word.objects.filter(text="quixwhistle").exists()
    world.project.refresh_from_db()
    assert "zachariah" in world.project.search_vector
    assert Article.objects.get(pk=world.article.pk).author is None
    assert 0 < Message.objects.count() < before
    assert Subscription.objects.count() == 0
    world.written.refresh_from_db()
    assert world.written.subject == f"{NAME_REMOVED} writes"
    assert world.written.reply_to == ""


def test_talks_given_stay_and_those_nobody_is_left_to_give_are_cancelled(world):
    sequence = world.alone.sequence

    erasing.erase(subjects.of_user(world.user), keep_names=True)

    for talk in (world.given, world.alone, world.together):
        talk.refresh_from_db()
    assert not world.given.is_cancelled
    assert (world.alone.is_cancelled, world.alone.sequence) == (True, sequence + 1)
    assert not world.together.is_cancelled
    assert [speaker.name for speaker in world.together.speakers.all()] == ["Other Speaker"]
    assert Speaker.objects.get(talk=world.given).name == NAME


def test_an_accepted_proposal_stays_without_its_author(world):
    erasing.erase(subjects.of_user(world.user), keep_names=True)

    for accepted in (world.accepted, world.accepted_before):
        accepted.refresh_from_db()
        assert accepted.submitter is None
        assert accepted.speaker_name == NAME_REMOVED
        assert accepted.talk.is_cancelled
    assert FORMER not in str(traces(*WORDS))


def test_places_go_to_the_next_in_line_and_past_ones_still_count(world):
    erasing.erase(subjects.of_user(world.user), keep_names=True)

    world.next_in_line.refresh_from_db()
    assert world.next_in_line.state == "offered"
    assert Message.objects.filter(about=f"registration:{world.next_in_line.pk}").exists()
    world.past.refresh_from_db()
    assert world.past.places_taken == 1
    assert world.past.registrations.counts()["attended"] == 1


def test_the_links_in_their_mails_open_nothing_any_more(world):
    registration = world.past.registrations.get()

    erasing.erase(subjects.of_user(world.user), keep_names=True)

    assert Client().get(registration.get_absolute_url()).status_code == 404
