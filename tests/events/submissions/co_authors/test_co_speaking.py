"""Who is to speak beside the author is asked by one letter, and answers without an account."""

import pytest
from django.core import signing
from django.utils import timezone

from events.models import Talk
from events.submissions import deciding, writing
from events.submissions.co_authors import co_speaking
from events.submissions.models import MOST_LETTERS, CoAuthor, State
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Message
from tests.events.submissions.co_authors.test_co_authors import lines
from tests.factories.accounts import UserFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import CallFactory, CoAuthorFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def co_speaker(**facts):
    facts = {"email": "co@example.org", "is_speaker": True, "name": "Ada Sample"} | facts
    return CoAuthorFactory(**facts)


def letters():
    return Message.objects.filter(kind="submission-co-speaker")


def addresses():
    return sorted(Delivery.objects.filter(message__in=letters()).values_list("email", flat=True))


def press(client, co_author, answer):
    return client.post(co_author.key_url, {"answer": answer}, follow=True)


@pytest.fixture
def asked():
    """Somebody who is asked to speak beside the author of a submitted talk."""
    co_author = co_speaker(submission__submitter__name="Sample Author")
    co_speaking.ask(co_author.submission)
    co_author.refresh_from_db()
    return co_author


# --- Asking ---------------------------------------------------------------------------------------


def test_who_is_to_speak_too_is_asked_once_the_talk_is_submitted(client, member):
    call = CallFactory()
    typed = lines({"name": "Ada Sample", "email": "co@example.org", "is_speaker": "on"}, "B Sample")

    client.post(call.get_absolute_url(), typed)
    assert addresses() == []
    (draft,) = member.submissions.all()
    client.post(f"{draft.get_absolute_url()}edit/", typed | {"seen": 1, "then": "submit"})

    assert addresses() == ["co@example.org"]
    letter = letters().get()
    assert letter.confidential
    assert "Ada Sample" in client.get(draft.get_absolute_url()).text
    assert "is asked to speak too" in client.get(draft.get_absolute_url()).text


def test_nobody_is_asked_twice_at_an_address_whatever_is_changed(asked):
    for change in ({"asked_at": None}, {"name": "Otherwise", "asked_at": None}):
        CoAuthor.objects.update(**change)
        co_speaking.ask(asked.submission)
    asked.delete()
    co_speaker(submission=asked.submission, email="CO@example.org")
    co_speaking.ask(asked.submission)

    assert addresses() == ["co@example.org"]


def test_another_address_asks_anew_and_the_old_link_is_dead(client, member):
    submission = SubmissionFactory(submitter=member)
    co_author = co_speaker(submission=submission)
    co_speaking.ask(submission)
    old = co_author.key_url
    press(client, co_author, "yes")

    other = {"key": co_author.pk, "name": "Ada", "email": "new@example.org", "is_speaker": "on"}
    client.post(f"{submission.get_absolute_url()}edit/", lines(other, seen=1))

    assert addresses() == ["co@example.org", "new@example.org"]
    co_author.refresh_from_db()
    assert co_author.confirmed_at is None
    assert client.get(old).status_code == 410


def test_an_author_can_write_to_a_few_people_a_day(client, member):
    call = CallFactory()
    for number in range(MOST_LETTERS + 2):
        one = SubmissionFactory(call=call, submitter=member)
        co_author = co_speaker(submission=one, email=f"s{number}@example.org")
        left = co_speaking.ask(one)

    assert letters().count() == MOST_LETTERS
    assert left == 1
    assert co_author.asked_at is None
    assert "could not be asked yet" in client.get(one.get_absolute_url()).text
    assert "wait until tomorrow" in client.post(f"/submissions/{one.pk}/ask/", follow=True).text
    Message.objects.update(created_at=timezone.now() - co_speaking.A_DAY)
    client.post(f"/submissions/{one.pk}/ask/")
    assert letters().count() == MOST_LETTERS + 1


def test_nothing_of_the_author_stands_in_the_letter_but_names_and_the_title():
    author = UserFactory(name="Win http://evil.example [now](//evil.example)\r\nBcc: x@example.org")
    submission = SubmissionFactory(
        submitter=author,
        title="Buy at www.evil.example <b>now</b> " + "x" * 250,
        abstract="Free text",
        affiliation="Free affiliation",
    )
    co_author = co_speaker(
        submission=submission, name="\u202e<i>Ada</i>\nBcc: y@example.org", affiliation="Text"
    )

    co_speaking.ask(submission)

    letter, delivery = letters().get(), Delivery.objects.get()
    said = letter.subject + letter.text
    said = said.replace(co_author.key_url, "")
    for free in ("evil.example", "Free", "<b>", "<i>", "@", "\u202e", "](", "Bcc: x@"):
        assert free not in said
    assert "\n" not in letter.subject + delivery.name
    assert "\u202e" not in delivery.name


def stem(co_author):
    """Return the address of the page up to the second in which its key was signed."""
    return co_author.key_url.partition(":")[0]


def test_a_member_is_asked_by_page_and_the_address_stays_unknown(client, member):
    other = UserFactory(roles=[Role.MEMBER])
    person = PersonFactory(user=other, name="Ada Sample")
    call = CallFactory()

    typed = lines({"name": "Ada Sample", "is_speaker": "on"}, then="submit")
    page = client.post(call.get_absolute_url(), typed, follow=True)

    assert addresses() == [other.email]
    assert other.email not in page.text
    co_author = CoAuthor.objects.get(person=person)
    client.force_login(other)
    assert stem(co_author) in client.get("/me/").text
    press(client, co_author, "yes")
    assert stem(co_author) not in client.get("/me/").text


def test_an_address_one_has_not_proved_shows_nothing_in_my_programme(client, member, asked):
    member.emailaddress_set.create(email="co@example.org", verified=False)
    assert stem(asked) not in client.get("/me/").text

    member.emailaddress_set.update(verified=True)

    assert stem(asked) in client.get("/me/").text


# --- Answering ------------------------------------------------------------------------------------


def test_the_link_shows_the_talk_and_changes_nothing(client, asked):
    page = client.get(asked.key_url)

    assert asked.submission.title in page.text
    assert "Sample Author" in page.text
    assert asked.submission.submitter.email not in page.text
    assert not page.cookies
    asked.refresh_from_db()
    assert asked.confirmed_at is None


def test_who_confirms_gives_the_accepted_talk_too(client, organiser, asked):
    client.logout()
    assert "You said that you speak" in press(client, asked, "yes").text
    deciding.decide(asked.submission, State.ACCEPTED, by=organiser)

    speakers = Talk.objects.get().speakers.all()
    assert [one.name for one in speakers] == ["Sample Speaker", "Ada Sample"]
    assert speakers[1].email == "co@example.org"
    assert not Talk.objects.get().joint_authors.exists()


def test_who_confirms_late_joins_the_talk_and_may_step_back(client, organiser, asked):
    deciding.decide(asked.submission, State.ACCEPTED, by=organiser)
    talk = Talk.objects.get()
    assert [one.name for one in talk.joint_authors.all()] == ["Ada Sample"]

    press(client, asked, "yes")
    assert [one.name for one in talk.speakers.all()] == ["Sample Speaker", "Ada Sample"]
    press(client, asked, "no")

    assert [one.name for one in talk.speakers.all()] == ["Sample Speaker"]
    assert [one.name for one in talk.joint_authors.all()] == ["Ada Sample"]


def test_of_two_of_a_name_the_speaker_of_the_submission_stays(client, organiser, asked):
    CoAuthor.objects.update(name=asked.submission.speaker_name)
    deciding.decide(asked.submission, State.ACCEPTED, by=organiser)

    press(client, asked, "yes")
    press(client, asked, "no")

    assert Talk.objects.get().speakers.count() == 1


def test_of_two_co_authors_of_a_name_the_one_who_answers_is_meant(client, organiser, asked):
    co_speaker(submission=asked.submission, email="other@example.org", affiliation="Elsewhere")
    deciding.decide(asked.submission, State.ACCEPTED, by=organiser)

    press(client, asked, "yes")

    talk = Talk.objects.get()
    assert [one.affiliation for one in talk.speakers.filter(name="Ada Sample")] == [
        asked.affiliation
    ]
    assert [one.affiliation for one in talk.joint_authors.all()] == ["Elsewhere"]


def test_yes_said_twice_leaves_what_organisers_wrote(client, organiser, asked):
    deciding.decide(asked.submission, State.ACCEPTED, by=organiser)
    press(client, asked, "yes")
    Talk.objects.get().speakers.filter(name="Ada Sample").update(biography="Studies samples.")

    press(client, asked, "yes")

    (ada,) = Talk.objects.get().speakers.filter(name="Ada Sample")
    assert ada.biography == "Studies samples."


def test_who_declines_stays_a_co_author_and_the_author_sees_it(client, member, asked):
    asked.submission.submitter = member
    asked.submission.save()
    press(client, asked, "no")

    page = client.get(asked.submission.get_absolute_url()).text
    assert "does not speak" in page
    again = {
        "key": asked.pk,
        "name": "Ada Sample",
        "email": "co@example.org",
        "is_speaker": "on",
    }
    form = client.post(f"{asked.submission.get_absolute_url()}edit/", lines(again, seen=1))
    assert form.context["form"].co_authors[0].errors == {
        "is_speaker": ["They have said that they do not speak."]
    }
    assert "You said that you speak" in press(client, asked, "yes").text


def test_a_proved_address_leads_to_the_page_of_its_person(client, asked):
    person = PersonFactory(name="Ada Otherwise", user=UserFactory(email="co@example.org"))

    press(client, asked, "yes")

    asked.refresh_from_db()
    assert asked.person == person


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REJECTED])
def test_of_a_talk_that_is_not_given_the_link_says_that_it_has_expired(client, asked, state):
    asked.submission.move_to(state, by=None)

    for page in (client.get(asked.key_url), press(client, asked, "yes")):
        assert page.status_code == 410
        assert "This link has expired" in page.text


def test_who_is_named_no_more_cannot_answer(client, asked):
    CoAuthor.objects.update(is_speaker=False)

    assert press(client, asked, "yes").status_code == 410


@pytest.mark.parametrize(
    "key",
    ["x", "x" * 5000, "W10:1:x", signing.dumps([1, "a"], salt="other")],
    ids=["short", "long", "signed", "for other things"],
)
def test_a_key_that_never_was_one_does_not_exist(client, key):
    assert client.get(f"/co-speaking/{key}/").status_code == 404


def test_nonsense_is_no_answer(client, asked):
    press(client, asked, "perhaps")

    asked.refresh_from_db()
    assert (asked.confirmed_at, asked.declined_at) == (None, None)


def test_a_draft_taken_up_again_asks_nobody_before_it_is_submitted(asked):
    writing.withdraw(asked.submission, by=None)
    asked.submission.refresh_from_db()
    writing.take_up_again(asked.submission, by=None)
    co_speaker(submission=asked.submission, email="second@example.org")

    assert co_speaking.ask(asked.submission) == 0
    assert addresses() == ["co@example.org"]
