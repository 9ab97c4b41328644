import datetime

import pytest
from django.db.models import F

from events.chasing import chasing, tasks
from events.chasing.chasing import NobodyToAsk
from events.chasing.models import Asked, Ladder, Round, Thing
from tests.factories.events import TalkFactory
from tests.factories.slides import VersionFactory
from tests.factories.submissions import SubmissionFactory


def test_a_speaker_is_asked_once_for_all_that_is_missing(bare_talk, letters):
    talk = bare_talk(21)

    tasks.chase()
    tasks.chase()

    ((subject, text, to),) = letters()
    assert subject == f"Still missing for your talk: {talk.event}"
    assert to == ["speaker@example.org"]
    assert "- Title\n" in text
    assert f"/talks/{talk.pk}/abstract/" in text
    assert "Slides" not in text
    asked = Asked.objects.get()
    assert (asked.talk, asked.things, asked.letters) == (talk, [Thing.TITLE, Thing.ABSTRACT], 1)


def test_nobody_is_asked_before_it_is_time(bare_talk, letters):
    bare_talk(22)

    tasks.chase()

    assert letters() == []


def days_pass(event, days):
    """Let so many days go by for an event and what was asked about it."""
    passed = datetime.timedelta(days=days)
    event.starts_at -= passed
    event.ends_at -= passed
    event.save()
    Round.objects.filter(event=event).update(begins_at=F("begins_at") - passed)


def test_each_rung_asks_again_until_it_is_there(bare_talk, letters):
    talk = bare_talk(21)
    tasks.chase()

    days_pass(talk.event, 14)
    tasks.chase()
    tasks.chase()
    assert len(letters()) == 2

    talk.title, talk.abstract = "On $x$", "Words"
    talk.save()
    VersionFactory(slides__talk=talk)
    days_pass(talk.event, 5)
    tasks.chase()
    assert len(letters()) == 2


def test_slides_are_asked_for_on_the_last_rung_and_after_the_event(bare_talk, letters):
    talk = bare_talk(2)
    talk.title, talk.abstract = "On $x$", "Words"
    talk.save()
    tasks.chase()
    assert f"/talks/{talk.pk}/slides/" in letters()[-1][1]

    for days, number in ((1, 1), (3.5, 2), (5, 3), (4, 3)):
        days_pass(talk.event, days)
        tasks.chase()
        assert len(letters()) == number
    assert "thank you for speaking" in letters()[-1][1]


def test_after_the_event_only_slides_are_of_use(bare_talk, letters):
    talk = bare_talk(-2.2)

    tasks.chase()

    assert Asked.objects.get().things == [Thing.SLIDES]
    assert talk.event.is_over


def test_what_was_missed_long_ago_is_left_out(bare_talk, letters):
    bare_talk(-4)

    tasks.chase()

    assert letters() == []


def test_an_event_set_up_late_asks_for_the_last_rung_only(bare_talk, letters):
    bare_talk(5)

    tasks.chase()

    assert len(letters()) == 1
    assert Round.objects.get().days == 7


def test_a_new_date_begins_the_ladder_anew(bare_talk, letters):
    talk = bare_talk(7)
    tasks.chase()
    talk.event.starts_at += datetime.timedelta(days=14)
    talk.event.ends_at += datetime.timedelta(days=14)
    talk.event.save()

    tasks.chase()

    assert [one.days for one in Round.objects.order_by("pk")] == [7, 21]


def test_an_organiser_sets_other_days_or_none(bare_talk, letters):
    talk = bare_talk(10)
    ladder = Ladder.objects.create(event=talk.event, days=[5])
    tasks.chase()
    assert letters() == []

    ladder.days, ladder.is_on = [10], False
    ladder.save()
    tasks.chase()
    assert letters() == []


@pytest.mark.parametrize("facts", [{"draft": True}, {"cancelled": True}, {"sends_notices": False}])
def test_an_event_that_does_not_take_place_or_is_silent_asks_nobody(
    event_in, speaker, letters, facts
):
    TalkFactory(event=event_in(7, **facts), title="TBA", by=speaker)

    tasks.chase()

    assert letters() == []


def test_an_author_is_asked_to_confirm_on_the_page_of_the_submission(event_in, letters):
    submission = SubmissionFactory(call__event=event_in(7), accepted=True)
    submission.talk.speakers.create(name="Sample", email=submission.submitter.email)

    tasks.chase()

    ((_subject, text, to),) = letters()
    assert to == [submission.submitter.email]
    confirmation = next(line for line in text.splitlines() if "Confirmation" in line)
    assert confirmation.endswith(f"/submissions/{submission.pk}/")
    assert f"/submissions/{submission.pk}/cv/" in text


def test_of_two_talks_a_speaker_hears_in_one_letter(bare_talk, speaker, letters):
    talk = bare_talk(7)
    TalkFactory(event=talk.event, title="Something", abstract="", by=speaker)

    tasks.chase()

    ((_subject, text, _to),) = letters()
    assert "**TBA**" in text
    assert "**Something**" in text


def test_that_nobody_could_be_asked_is_written_down(event_in, letters):
    TalkFactory(event=event_in(7), title="TBA")

    tasks.chase()

    assert letters() == []
    assert Asked.objects.get().letters == 0


def test_an_organiser_asks_at_once(bare_talk, letters):
    talk = bare_talk(60)

    assert chasing.chase_now(talk.event) == 1

    assert len(letters()) == 1
    assert Round.objects.get().days is None


def test_where_nothing_is_missing_nobody_is_asked(event_in):
    with pytest.raises(NobodyToAsk):
        chasing.chase_now(event_in(60))
