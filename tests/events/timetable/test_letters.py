"""Who is told what when a programme is released: those whom it concerns, and only they."""

from email.utils import parseaddr

import icalendar
import pytest

from events.models import Event, Talk
from events.submissions import writing
from events.submissions.models import Submission
from events.timetable import arranging
from events.timetable.arrangement import Place
from portal.mail import tasks
from portal.mail.models import Delivery, Message
from tests.events.timetable.conftest import at
from tests.factories.events import RegistrationFactory, TalkFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(event, session, talks):
    """The three talks, each with a speaker who can be written to, after the first release."""
    for number, talk in enumerate(talks, start=1):
        talk.speakers.update(name=f"Sample {number}", email=f"speaker-{number}@example.org")
    return talks


@pytest.fixture
def told(mailoutbox):
    """Send what is to be sent; return subjects by address."""

    def told():
        mailoutbox.clear()
        tasks.deliver_due()
        return {parseaddr(to)[1]: mail.subject for mail in mailoutbox for to in mail.to}

    return told


def give(event, talk, *where, by):
    arranging.place(event, talk.pk, Place(*where), by=by)


def test_the_first_release_tells_everybody_who_speaks_their_slot(
    event, spoken, release, told, mailoutbox
):
    release()

    assert told() == {
        f"speaker-{n}@example.org": f"Time and room of your talk: Talk {n}" for n in (1, 2, 3)
    }
    body = mailoutbox[0].body
    assert "Tuesday, 1 July 2031, 09:00–09:30 CEST" in body
    assert "Hall A" in body


def test_a_change_is_told_to_its_speakers_alone_from_what_to_what(
    event, spoken, organiser, release, told, mailoutbox
):
    release()
    told()
    give(event, spoken[0], "", at(12), at(13), "Attic", by=organiser)

    release()

    assert told() == {"speaker-1@example.org": "Changed: your talk Talk 1"}
    body = mailoutbox[0].body
    assert "15:00–15:30 CEST (it was: Tuesday, 1 July 2031, 09:00–09:30 CEST)" in body
    assert "Attic (it was: Hall A)" in body


def test_the_entry_in_the_calendar_changes_along(event, spoken, organiser, release):
    release()
    give(event, spoken[0], "", at(12), at(13), "Attic", by=organiser)
    release()

    first, second = (
        icalendar.Calendar.from_ical(message.calendar)
        for message in Message.objects.filter(about=f"talk:{spoken[0].pk}").order_by("pk")
    )
    before, after = first.events[0], second.events[0]
    assert second["method"] == "REQUEST"
    assert before["uid"] == after["uid"] == str(spoken[0].uuid)
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt == at(12)
    assert "Attic" in after["location"]
    assert after["attendee"] == "mailto:speaker-1@example.org"


def test_a_time_taken_back_is_told_and_leaves_the_calendar(
    event, spoken, organiser, release, told, mailoutbox
):
    release()
    told()
    give(event, spoken[0], by=organiser)

    release()

    assert told() == {"speaker-1@example.org": "The time of your talk is open again: Talk 1"}
    calendar = Message.objects.latest("pk").calendar
    assert icalendar.Calendar.from_ical(calendar)["method"] == "CANCEL"


def test_a_cancelled_talk_is_told_with_the_next_release(event, spoken, release, told, mailoutbox):
    release()
    told()
    Talk.objects.filter(pk=spoken[1].pk).update(is_cancelled=True)

    release()

    assert list(told()) == ["speaker-2@example.org"]
    assert "does not stand in the programme" in mailoutbox[0].body


def test_a_new_title_is_told_to_who_speaks(event, spoken, release, told, mailoutbox):
    release()
    told()
    Talk.objects.filter(pk=spoken[1].pk).update(title="Another title")

    release()

    assert told() == {"speaker-2@example.org": "Changed: your talk Another title"}
    assert "Another title (it was: Talk 2)" in mailoutbox[0].body


def test_a_room_without_a_time_is_no_news(event, organiser, spoken, release, told):
    release()
    told()
    talk = TalkFactory(event=event, speakers=[])
    talk.speakers.create(name="Sample 4", email="speaker-4@example.org")
    give(event, talk, "", None, None, "Attic", by=organiser)

    release()

    assert told() == {}


def test_an_author_is_told_by_account_and_how_to_withdraw(event, organiser, release):
    submission = SubmissionFactory(accepted=True, call=CallFactory(event=event), title="Mine")
    submission.talk.speakers.update(email=submission.submitter.email, name="Sample Author")
    person = submission.submitter
    TalkFactory(event=event, speakers=[])
    submission.talk.speakers.update(person=PersonFactory(user=person, name="Sample Author"))
    give(event, submission.talk, "", at(0), at(1), "Attic", by=organiser)

    release()

    message = Message.objects.get()
    assert message.deliveries.get().user == person
    assert submission.get_absolute_url() in message.text


def test_who_has_a_place_is_told_once_and_only_if_that_is_wanted(
    event, spoken, organiser, release, told, mailoutbox
):
    for language, email in [("en", "ada@example.org"), ("de", "emmy@example.org")]:
        RegistrationFactory(event=event, email=email, language=language)
    RegistrationFactory(event=event, email="waits@example.org", state="waiting")
    release()
    told()
    give(event, spoken[0], "", at(12), at(13), "Attic", by=organiser)
    release(tell_participants=False)
    assert list(told()) == ["speaker-1@example.org"]
    give(event, spoken[0], "", at(12), at(13), "Cellar", by=organiser)

    release(tell_participants=True, note="The roof leaks.")

    subjects = told()
    assert set(subjects) == {"speaker-1@example.org", "ada@example.org", "emmy@example.org"}
    assert subjects["ada@example.org"] == "The programme has changed: Sample meeting"
    body = next(mail.body for mail in mailoutbox if "ada@" in mail.to[0])
    assert "The roof leaks." in body
    assert "Talk 1: Room: Cellar (it was: Attic)" in " ".join(body.replace("*", "").split())


def test_who_speaks_and_has_a_place_gets_one_letter(event, spoken, organiser, release, told):
    RegistrationFactory(event=event, email="Speaker-1@example.org")
    release()
    told()
    give(event, spoken[0], "", at(12), at(13), "Attic", by=organiser)

    release(tell_participants=True)

    assert told() == {"speaker-1@example.org": "Changed: your talk Talk 1"}


@pytest.mark.parametrize("state", [Event.State.DRAFT, Event.State.CANCELLED])
def test_nobody_is_told_of_what_is_not_announced_or_called_off(event, spoken, release, state):
    Event.objects.filter(pk=event.pk).update(state=state)
    RegistrationFactory(event=event)

    release(tell_participants=True)

    assert not Delivery.objects.exists()


def test_a_release_that_fails_tells_nobody(event, spoken, organiser, release):
    give(event, spoken[0], "", at(1), at(2), "Hall A", by=organiser)

    with pytest.raises(Exception, match=r"\["):
        release()

    assert not Message.objects.exists()


def test_of_an_event_of_one_talk_its_speaker_is_told_at_once(event, organiser, told, mailoutbox):
    talk = TalkFactory(event=event, speakers=[], title="The talk")
    talk.speakers.create(name="Sample Ada", email="ada@example.org")

    for place in [
        ("", at(0), at(1), "Attic"),
        ("", at(0), at(1), "Attic"),
        ("", at(2), at(3), "Attic"),
    ]:
        give(event, talk, *place, by=organiser)

    told()
    assert [mail.subject for mail in mailoutbox] == [
        "Time and room of your talk: The talk",
        "Changed: your talk The talk",
    ]


def test_of_a_talk_withdrawn_meanwhile_nothing_is_placed(event, organiser):
    submission = SubmissionFactory(accepted=True, call=CallFactory(event=event))
    writing.withdraw(Submission.objects.get(), by=submission.submitter)

    with pytest.raises(arranging.Gone):
        give(event, submission.talk, "", at(0), at(1), "Attic", by=organiser)


def test_a_talk_whose_author_was_erased_is_placed_and_nobody_is_told(event, release, organiser):
    submission = SubmissionFactory(accepted=True, call=CallFactory(event=event))
    Submission.objects.update(submitter=None)
    TalkFactory(event=event, speakers=[])
    give(event, submission.talk, "", at(0), at(1), "Attic", by=organiser)

    release()

    assert Talk.objects.get(submission=submission).room == "Attic"
    assert not Message.objects.exists()
