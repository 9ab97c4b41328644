"""What an invited speaker finds and does by the link in the letter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.invited_talks import inviting, link
from events.models import Talk
from events.slides.models import Version
from events.submissions.models import ChangeProposal, State, Submission
from portal.mail.models import Delivery
from tests.factories.events import EventFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.slides import PDF
from tests.factories.submissions import CallFactory, CallQuestionFactory, TalkTypeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    """A visitor without an account, whose browser does as browsers do."""
    return Client(enforce_csrf_checks=True)


def ways(invited):
    invited.refresh_from_db()
    return Submission.objects.get(pk=invited.submission_id).ways


def typed(invited, **changed):
    stored = Submission.objects.get(pk=invited.submission_id)
    return {
        "seen": stored.revision,
        "title": "On $x^2$",
        "speaker_name": "Sample Guest",
        "abstract": "We show $x^2$.",
        "then": "submit",
    } | changed


def post(guest, invited, name, data=None, **extra):
    return guest.post(ways(invited)[name], data or {}, follow=True, **extra)


def stored(invited):
    return Submission.objects.get(pk=invited.submission_id)


# --- Writing --------------------------------------------------------------------------------------


def test_the_link_opens_the_form_without_an_account_and_without_a_cookie(guest):
    page = guest.get(ways(InvitedTalkFactory())["submission"])

    assert 'name="abstract"' in page.content.decode()
    assert page.cookies == {}
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_a_draft_is_saved_with_gaps(guest):
    invited = InvitedTalkFactory()

    post(guest, invited, "submission", typed(invited, abstract="", then=""))

    assert (stored(invited).state, stored(invited).title) == (State.DRAFT, "On $x^2$")


def test_what_is_handed_in_stands_in_the_programme_at_once_and_is_confirmed(guest, organiser):
    invited = InvitedTalkFactory(invited_by=organiser)

    post(guest, invited, "submission", typed(invited))

    submission = stored(invited)
    assert list(submission.moves.values_list("to_state", "moved_by", "why")) == [
        ("submitted", None, ""),
        ("accepted", organiser.pk, "Invited"),
        ("confirmed", None, "Handed in by the invited speaker"),
    ]
    (speaker,) = submission.talk.speakers.all()
    assert (speaker.name, speaker.email) == ("Sample Guest", submission.contact_email)
    assert submission.talk.event == submission.call.event


def test_what_is_missing_keeps_it_from_being_handed_in_and_all_else_stays(guest):
    invited = InvitedTalkFactory()
    call = invited.submission.call
    TalkTypeFactory.create_batch(2, call=call)
    question = CallQuestionFactory(call=call, is_required=True)

    page = post(guest, invited, "edit", typed(invited, abstract="", wishes="A blackboard"))

    form = page.context["form"]
    assert set(form.errors) == {"abstract", "type", f"question-{question.pk}"}
    assert "A blackboard" in page.content.decode()
    assert stored(invited).state == State.DRAFT


def test_in_the_programme_it_still_changes_until_the_time_is_over(guest):
    invited = InvitedTalkFactory(handed_in=True)
    talk = invited.submission.talk

    post(guest, invited, "edit", typed(invited, title="Better", affiliation="U", then=""))

    talk.refresh_from_db()
    assert (talk.title, talk.speakers.get().affiliation) == ("Better", "U")
    assert stored(invited).state == State.CONFIRMED
    assert Talk.objects.count() == 1


def test_two_windows_do_not_overwrite_each_other_unseen(guest):
    invited = InvitedTalkFactory()
    first = typed(invited, then="")
    post(guest, invited, "edit", first)

    page = post(guest, invited, "edit", first | {"title": "Another"})

    assert "changed in another window" in page.content.decode()
    assert stored(invited).title == "On $x^2$"


def test_a_draft_is_saved_while_typing_and_previewed(guest):
    invited = InvitedTalkFactory()

    kept = guest.post(ways(invited)["keep"], typed(invited, then=""))
    preview = guest.post(ways(invited)["preview"], typed(invited))

    assert kept.json()["state"] == "saved"
    assert kept.json()["edit"] == ways(invited)["edit"]
    assert "<math" in preview.content.decode()


def test_it_waits_for_a_date_in_a_series(guest):
    invited = InvitedTalkFactory(
        submission__call=CallFactory(of_series=True, is_by_invitation=True, closed=True)
    )

    page = post(guest, invited, "edit", typed(invited))

    assert stored(invited).waits_for_date
    assert "The date follows" in page.content.decode()


def test_with_a_co_speaker_they_are_asked(guest):
    invited = InvitedTalkFactory()
    line = {"name": "Sample Other", "email": "other@example.org", "is_speaker": "on"}
    lines = {f"co_authors-0-{name}": value for name, value in line.items()}
    lines |= {"co_authors-TOTAL_FORMS": 1, "co_authors-INITIAL_FORMS": 0}

    post(guest, invited, "edit", typed(invited) | lines)

    assert Delivery.objects.get().email == "other@example.org"


# --- Later ----------------------------------------------------------------------------------------


def test_after_its_time_the_speaker_asks_for_a_change(guest):
    invited = InvitedTalkFactory(handed_in=True, over=True)
    text = {"title": "Better", "affiliation": "", "abstract": "Less."}

    post(guest, invited, "change", text)
    assert ChangeProposal.objects.get().title == "Better"
    post(guest, invited, "take-back-change")

    assert ChangeProposal.objects.get().state == "taken-back"
    assert stored(invited).title == "An invited talk"


def test_a_talk_is_withdrawn_and_taken_up_again(guest):
    invited = InvitedTalkFactory(handed_in=True)

    post(guest, invited, "withdraw")
    assert stored(invited).talk.is_cancelled
    post(guest, invited, "take-up-again")
    post(guest, invited, "edit", typed(invited))

    assert stored(invited).state == State.CONFIRMED
    assert not stored(invited).talk.is_cancelled


def test_an_invitation_is_declined(guest):
    invited = InvitedTalkFactory()

    post(guest, invited, "withdraw")

    invited.refresh_from_db()
    assert (stored(invited).state, invited.standing) == (State.WITHDRAWN, "declined")


def test_a_short_cv_follows(guest):
    invited = InvitedTalkFactory(handed_in=True)

    post(guest, invited, "introduce", {"biography": "Sampled since 1999."})

    assert stored(invited).introduction == "Sampled since 1999."
    # Whoever changes the text then does not lose it.
    form = guest.get(ways(invited)["edit"]).context["form"]
    assert form["biography"].value() == "Sampled since 1999."


def test_slides_are_given_by_the_link_and_taken_back(guest, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    invited = InvitedTalkFactory(handed_in=True, over=True)
    talk = invited.submission.talk
    file = _upload(PDF)

    page = post(guest, invited, "slides", {"file": file, "release": "now", "licence": "cc0-1.0"})

    version = Version.objects.get()
    assert f"{ways(invited)['slides']}{version.pk}/" in page.content.decode()
    assert b"".join(guest.get(f"/talks/{talk.pk}/slides/download/").streaming_content) == PDF
    own = guest.get(f"{ways(invited)['slides']}{version.pk}/")
    assert b"".join(own.streaming_content) == PDF
    post(guest, invited, "withdraw-slides")
    assert guest.get(f"/talks/{talk.pk}/slides/download/").status_code == 404


def test_what_is_no_slides_is_refused(guest):
    invited = InvitedTalkFactory(handed_in=True)

    page = post(
        guest,
        invited,
        "slides",
        {"file": _upload(b"MZ"), "release": "now", "licence": "cc0-1.0"},
    )

    assert "file" in page.context["form"].errors


def test_slides_of_another_talk_are_not_to_be_had(guest, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    one, other = InvitedTalkFactory(handed_in=True), InvitedTalkFactory(handed_in=True)
    post(guest, other, "slides", {"file": _upload(PDF), "release": "never", "licence": "cc0-1.0"})
    version = other.submission.talk.slides.current

    assert guest.get(f"{ways(one)['slides']}{version.pk}/").status_code == 404


def test_before_it_is_handed_in_there_are_no_slides(guest):
    assert guest.get(ways(InvitedTalkFactory())["slides"]).status_code == 404


def _upload(content):
    return SimpleUploadedFile("mine.pdf", content)


# --- Whose link it is -----------------------------------------------------------------------------


def test_a_wrong_key_is_404(guest):
    key = InvitedTalkFactory().key

    for wrong in (key[:-2], f"x{key}", "1:x", "x"):
        assert guest.get(f"/talks/invited/{wrong}/").status_code == 404


def test_whoever_tries_many_keys_has_to_wait(guest, monkeypatch):
    invited = InvitedTalkFactory()

    answers = [guest.get(f"/talks/invited/wrong-{n}/").status_code for n in range(31)]

    assert answers == [404] * link.LIMIT.per_place + [429]
    elsewhere = guest.get(ways(invited)["submission"], headers={}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda invited: inviting.revoke(invited, by=None), "have ended it"),
        (lambda invited: inviting.renew(invited, by=None), "sent a newer one"),
    ],
    ids=["revoked", "replaced"],
)
def test_a_link_that_is_over_says_whom_to_write_to(guest, organiser, programme, end, words):
    invited = InvitedTalkFactory(handed_in=True, invited_by=organiser)
    link = ways(invited)["submission"]
    end(invited)

    for page in (guest.get(link), guest.post(f"{link}withdraw/"), guest.post(f"{link}edit/")):
        assert page.status_code == 410
        assert words in page.content.decode()
        assert "Sample Organiser" in page.content.decode()
        assert programme.contact in page.content.decode()
    assert stored(invited).state == State.CONFIRMED


def test_once_the_time_is_over_a_draft_is_closed(guest):
    invited = InvitedTalkFactory(over=True)

    page = guest.get(ways(invited)["submission"])

    assert page.status_code == 410
    assert "could be written until" in page.content.decode()


def test_a_talk_of_a_cancelled_event_cannot_be_written(guest):
    invited = InvitedTalkFactory(submission__call__event=EventFactory(cancelled=True))

    page = guest.get(ways(invited)["submission"])

    assert (page.status_code, "The event is cancelled." in page.content.decode()) == (410, True)


def test_nothing_leads_to_the_page_of_an_event_that_is_only_for_members(guest):
    event = EventFactory(visibility="members")
    invited = InvitedTalkFactory(submission__call=CallFactory(event=event))

    form = guest.get(ways(invited)["submission"])
    shown = post(guest, invited, "submission", typed(invited))

    assert f'href="{event.get_absolute_url()}"' not in form.content.decode()
    assert event.title in shown.content.decode()
    assert f'href="{event.get_absolute_url()}"' not in shown.content.decode()
    assert f'href="{stored(invited).talk.get_absolute_url()}"' not in shown.content.decode()
