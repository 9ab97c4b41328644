import json
import stat

import pytest
from django.core.management import call_command

from events.certificates import finding
from events.invited_talks.models import InvitedTalk
from events.models import Event, Series, Speaker, Talk
from events.reviews import ranking
from events.submissions.models import Call
from news.models import Article
from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("load_sample")
    return tmp_path / "demo-accounts.json"


def test_the_seminar_has_six_sessions_behind_and_six_ahead(sample):
    seminar = Series.objects.get(slug="junior-researcher-seminar")

    assert seminar.events.past().count() == 6
    assert seminar.events.upcoming().count() == 6


def test_one_coming_session_has_free_places_and_one_a_waiting_list(sample):
    soon, later = Series.objects.get().events.upcoming()[:2]

    assert soon.places_left == 12
    assert later.places_left == 0
    assert later.registrations.waiting_in_line().count() == 3


def test_of_the_last_session_it_is_known_who_was_there_the_member_too(sample):
    session = Series.objects.get().events.past()[0]

    counts = session.registrations.counts()
    assert (counts["attended"], counts["confirmed"]) == (12, 3)
    member = User.objects.get(email="member@example.org")
    assert finding.attended_by(member).count() == 3


def test_the_meeting_has_a_programme_and_an_open_call(sample):
    meeting = Event.objects.get(kind=Event.Kind.ANNUAL_MEETING)

    assert meeting.sessions.count() == 11
    assert meeting.talks.exclude(starts_at=None).count() == 12
    assert Call.objects.get(event=meeting).is_open


def test_what_was_proposed_is_ranked_and_one_talk_is_not_judged_yet(sample):
    rows = ranking.of(Call.objects.get(), user=User.objects.get(email="organiser@example.org"))

    assert [row.number for row in rows] == [2, 2, 2, 2, 1, 0]
    assert sum(row.is_disputed for row in rows) == 1


def test_who_is_made_up_has_no_password(sample):
    made_up = User.objects.exclude(
        email__in=[one["email"] for one in json.loads(sample.read_text())]
    )

    assert made_up.count() == 8
    assert not any(user.has_usable_password() for user in made_up)
    assert {user.email.rpartition("@")[2] for user in made_up} == {"example.org"}


def test_a_speaker_is_invited_who_has_written_nothing_yet(sample):
    assert InvitedTalk.objects.get().standing == InvitedTalk.Standing.NOT_BEGUN


def test_everything_invented_carries_the_sample_mark(sample):
    for model in (Event, Series, Talk, Article, Person):
        assert not model.objects.filter(is_sample=False).exists(), model


def test_nobody_of_the_programme_appears_in_an_invented_event(sample):
    assert not Speaker.objects.exclude(person=None).exists()


def test_loading_twice_changes_nothing(sample):
    first = [
        list(model.objects.values_list("pk", "changed_at")) for model in (Event, Talk, Article)
    ]
    accounts = sample.read_text()

    call_command("load_sample")

    again = [
        list(model.objects.values_list("pk", "changed_at")) for model in (Event, Talk, Article)
    ]
    assert again == first
    assert sample.read_text() == accounts


def test_the_passwords_of_the_demo_accounts_are_kept_for_their_owner_alone(sample):
    accounts = json.loads(sample.read_text())

    assert stat.S_IMODE(sample.stat().st_mode) == 0o600
    assert {account["role"] for account in accounts} == set(Role.values)
    for account in accounts:
        user = User.objects.get(email=account["email"])
        assert user.check_password(account["password"])
        assert user.has_role(Role(account["role"]))


def test_a_lost_password_file_is_made_anew(sample):
    sample.unlink()

    call_command("load_sample")

    account = json.loads(sample.read_text())[0]
    assert User.objects.get(email=account["email"]).check_password(account["password"])
