"""What somebody types into a talk is not lost: not on a broken line, not in another window."""

import re

import pytest
from playwright.sync_api import expect

from events.submissions import writing
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

# What the browser says of requests that its broken line swallowed.
BROKEN_LINE = (r"ERR_INTERNET_DISCONNECTED", r"htmx:", r"Failed to fetch")
SAVED = re.compile(r"Saved at \d\d:\d\d")


@pytest.fixture
def member(transactional_db):
    return UserFactory(roles=[Role.MEMBER], name="Sample Member")


@pytest.fixture
def page(new_page, sign_in, member):
    page = new_page(tolerated=BROKEN_LINE)
    sign_in(page, member)
    page.on("dialog", lambda dialog: dialog.accept())
    return page


@pytest.fixture
def draft(member):
    return SubmissionFactory(submitter=member, state=State.DRAFT, title="Before")


def state_of(page):
    return page.locator("[data-saved-state]")


def kept(page):
    return page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('draft:'))")


def come_back(page):
    """Return another page of the same browser: the one without a connection was closed, then the line returned."""
    context = page.context
    page.close()
    context.set_offline(False)
    return context.new_page()


def edit(page, submission):
    page.goto(f"{submission.get_absolute_url()}edit/")


def test_a_new_text_becomes_a_draft_while_it_is_typed(page):
    call = CallFactory()
    page.goto(call.get_absolute_url())
    page.get_by_label("Title").fill("First words")
    expect(state_of(page)).to_have_text(SAVED)
    draft = Submission.objects.get()
    assert page.url.endswith(f"/submissions/{draft.pk}/edit/")

    page.get_by_label("Abstract").fill("More of it.")
    expect(state_of(page)).not_to_have_text(SAVED)
    expect(state_of(page)).to_have_text(SAVED)

    assert kept(page) == []
    page.reload()
    expect(page.get_by_label("Abstract")).to_have_value("More of it.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("main").get_by_text("Submitted").first).to_be_visible()
    assert Submission.objects.get().state == State.SUBMITTED


def test_what_is_typed_without_a_connection_is_sent_when_the_line_returns(page, draft):
    edit(page, draft)
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Typed in a tunnel")
    expect(state_of(page)).to_have_text("Not saved: no connection; kept in this browser")

    page.context.set_offline(False)

    expect(state_of(page)).to_have_text(SAVED)
    draft.refresh_from_db()
    assert draft.title == "Typed in a tunnel"


def test_what_was_typed_without_a_connection_is_offered_when_one_comes_back(page, draft):
    edit(page, draft)
    page.context.set_offline(True)
    page.get_by_label("Abstract").fill("Typed in a tunnel.")
    expect(state_of(page)).to_have_text("Not saved: no connection; kept in this browser")
    page = come_back(page)

    edit(page, draft)
    expect(page.get_by_text("What you typed here before was not saved")).to_be_visible()
    page.get_by_role("button", name="Put it into the form").click()
    expect(page.get_by_label("Abstract")).to_have_value("Typed in a tunnel.")

    expect(state_of(page)).to_have_text(SAVED)
    assert kept(page) == []
    draft.refresh_from_db()
    assert draft.abstract == "Typed in a tunnel."


def test_a_change_in_another_window_is_told_and_not_overwritten(page, draft):
    edit(page, draft)
    elsewhere = Submission.objects.with_call().get(pk=draft.pk)
    elsewhere.title = "Written elsewhere"
    writing.write(elsewhere)

    page.get_by_label("Title").fill("Written here")
    expect(state_of(page)).to_contain_text("changed in another window")
    assert Submission.objects.get().title == "Written elsewhere"
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text("What is stored now", exact=True)).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Written here")
    assert Submission.objects.get().title == "Written elsewhere"


def test_a_submitted_text_is_only_kept_here_until_it_is_saved(page, member):
    talk = SubmissionFactory(submitter=member, title="Before")
    edit(page, talk)
    page.get_by_label("Title").fill("After")
    expect(state_of(page)).to_have_text("Not saved yet: kept in this browser until you save it")
    assert len(kept(page)) == 1
    page = come_back(page)
    edit(page, talk)
    page.get_by_role("button", name="Put it into the form").click()
    assert Submission.objects.get().title == "Before"

    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("After")
    assert kept(page) == []


def test_too_long_a_text_is_said_and_stays_in_the_form(page, draft):
    edit(page, draft)
    page.get_by_label("Abstract").fill("x" * 10_001)

    expect(state_of(page)).to_contain_text("Not saved; kept in this browser. Abstract:")
    expect(page.get_by_label("Abstract")).to_have_value("x" * 10_001)


def test_who_signs_out_leaves_nothing_typed_behind(page, draft):
    edit(page, draft)
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Between me and this machine")
    expect(state_of(page)).to_have_text("Not saved: no connection; kept in this browser")
    assert len(kept(page)) == 1
    page = come_back(page)

    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    assert kept(page) == []


def test_nobody_is_offered_what_somebody_else_typed_here(page, draft, sign_in):
    edit(page, draft)
    page.context.set_offline(True)
    page.get_by_label("Title").fill("Mine alone")
    expect(state_of(page)).to_have_text("Not saved: no connection; kept in this browser")
    page = come_back(page)
    sign_in(page, UserFactory(roles=[Role.MEMBER]))

    page.goto(draft.call.get_absolute_url())

    expect(page.get_by_text("What you typed here before was not saved")).to_be_hidden()
    assert kept(page) == []


def test_without_scripts_nothing_is_offered_and_nothing_is_said(new_page, sign_in, member, draft):
    page = new_page(javascript=False)
    sign_in(page, member)
    edit(page, draft)

    expect(page.get_by_text("What you typed here before was not saved")).to_be_hidden()
    expect(state_of(page)).to_be_hidden()
