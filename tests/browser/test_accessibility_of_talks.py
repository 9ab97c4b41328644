"""The pages of talks, from the call to the decisions: nothing for axe to find."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.browser.axe import findings
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.slides import VersionFactory
from tests.factories.submissions import (
    CallAnswerFactory,
    CallFactory,
    CallQuestionFactory,
    ChangeProposalFactory,
    CoAuthorFactory,
    DecisionFactory,
    LateUseFactory,
    SubmissionFactory,
    TalkTypeFactory,
    TrackFactory,
    from_now,
)


@pytest.fixture
def organisers_pages(transactional_db):
    """A call with a decision that is noted, a talk that waits for one, an accepted one; a call of a series."""
    call = CallFactory(max_per_person=3)
    TalkTypeFactory.create_batch(2, call=call)
    TrackFactory.create_batch(2, call=call)
    decision = DecisionFactory(submission__call=call)
    waiting = SubmissionFactory(call=call)
    accepted = SubmissionFactory(call=call, accepted=True)
    of_series = CallFactory(of_series=True)
    EventFactory(series=of_series.series)
    question = CallAnswerFactory(submission=waiting, question__kind="choice").question
    sensitive = CallQuestionFactory(call=call, sensitive=True)
    return [
        call.desk_url,
        call.get_absolute_url(),
        of_series.desk_url,
        of_series.get_absolute_url(),
        *(one.desk_url for one in (decision.submission, waiting, accepted)),
        reverse("submissions-desk:decisions", args=[call.pk]),
        reverse("chasing-desk:speakers", args=[call.event.slug]),
        reverse("submissions-desk:questions", args=[call.pk]),
        reverse("submissions-desk:question", args=[question.pk]),
        reverse("submissions-desk:delete-question", args=[question.pk]),
        reverse("submissions-desk:sensitive-answers", args=[waiting.pk]),
        reverse("submissions-desk:answers", args=[call.pk]),
        reverse("submissions-desk:answers-of-question", args=[sensitive.pk]),
        SubmissionFactory(call=of_series, state="accepted").desk_url,
        reverse("submissions-desk:codes", args=[LateUseFactory(code__call=call).code.call_id]),
        CallFactory(closed=True).get_absolute_url(),
        reverse("submissions-desk:letter", args=[decision.submission_id]),
        ChangeProposalFactory(note="Sample", title="Another *title*").desk_url,
    ]


def test_the_pages_of_talks_at_the_desk_are_accessible(organisers_pages, new_page, sign_in):
    page = new_page(width=320)
    sign_in(page, UserFactory(roles=[Role.ORGANISER, Role.MEMBER]))

    assert findings(page, organisers_pages) == {}


def test_the_pages_of_who_proposes_a_talk_are_accessible(transactional_db, new_page, sign_in):
    author = UserFactory(roles=[Role.MEMBER])
    call = CallFactory(max_per_person=9)
    TrackFactory(call=call)
    CallQuestionFactory(call=call, kind="choice", is_required=True)
    draft = SubmissionFactory(call=call, submitter=author, state="draft", title="")
    accepted = SubmissionFactory(call=call, submitter=author, accepted=True)
    closed = SubmissionFactory(call=CallFactory(closed=True), submitter=author, state="draft")
    pages = [
        *(one.get_absolute_url() for one in (draft, accepted, closed)),
        reverse("submissions:edit", args=[draft.pk]),
        reverse("submissions:introduce", args=[accepted.pk]),
        reverse("events:introduction", args=[TalkFactory(by=author).pk]),
        "/me/",
    ]
    page = new_page(width=320)
    sign_in(page, author)

    assert findings(page, pages) == {}


@pytest.fixture
def authors_pages(transactional_db):
    """A member's own talk with somebody who is asked to speak too; the page that asks, before and after."""
    member = UserFactory(roles=[Role.MEMBER])
    own = SubmissionFactory(submitter=member)
    asked = CoAuthorFactory(submission=own, is_speaker=True, email="co@example.org")
    declined = CoAuthorFactory(declined_at=from_now(days=-1), email="no@example.org")
    edit = reverse("submissions:edit", args=[own.pk])
    fixed = ChangeProposalFactory(submission__submitter=member).submission
    pages = [
        fixed.get_absolute_url(),
        reverse("submissions:change", args=[fixed.pk]),
        own.get_absolute_url(),
        edit,
        asked.key_url,
        declined.key_url,
    ]
    return member, pages


def test_the_pages_of_authors_are_accessible(authors_pages, new_page, sign_in):
    member, pages = authors_pages
    page = new_page(width=320)
    sign_in(page, member)

    assert findings(page, pages) == {}


@pytest.fixture
def guests_pages(transactional_db):
    """What an invited speaker sees by the link: the form, the talk, its slides, asking for a change, an old link."""
    begun, given = InvitedTalkFactory(), InvitedTalkFactory(handed_in=True)
    fixed = InvitedTalkFactory(handed_in=True, over=True)
    VersionFactory(slides__talk=given.submission.talk)
    ways = [one.submission.ways for one in (begun, given, fixed)]
    return [
        *(way["submission"] for way in ways),
        *(ways[1][name] for name in ("edit", "introduce", "slides")),
        ways[2]["change"],
        InvitedTalkFactory(over=True).submission.ways["submission"],
    ]


def test_the_pages_of_invited_speakers_are_accessible(guests_pages, new_page):
    page = new_page(width=320, tolerated=[r"410"])

    assert findings(page, guests_pages) == {}


def test_the_pages_on_which_speakers_are_invited_are_accessible(
    transactional_db, new_page, sign_in
):
    invited, revoked = InvitedTalkFactory(), InvitedTalkFactory(revoked_at=from_now(days=-1))
    of_series = CallFactory(of_series=True, is_by_invitation=True)
    pages = [
        reverse("invited-talks-desk:event", args=[invited.submission.call.event.slug]),
        reverse("invited-talks-desk:series", args=[of_series.series.slug]),
        *(reverse("invited-talks-desk:invited-talk", args=[one.pk]) for one in (invited, revoked)),
        reverse("submissions-desk:calls"),
    ]
    page = new_page(width=320)
    sign_in(page, UserFactory(roles=[Role.ORGANISER]))

    assert findings(page, pages) == {}
