"""From the letter to a reviewer to the decision: authors never learn who reviewed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.reviews import ReviewerFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

REVIEWER = "Rita Reviewsome"


@pytest.fixture
def talks(transactional_db):
    """Three talks proposed to a call for which somebody reviews."""
    call = CallFactory(event__title="Sample meeting")
    ReviewerFactory(call=call, user__name=REVIEWER, user__email="reviewer@example.org")
    titles = ("First sample", "Second sample", "Third sample")
    return [SubmissionFactory(call=call, title=title) for title in titles]


def declare_a_conflict(page, talk):
    """Say that somebody else must judge this talk; it is gone for good."""
    page.goto(reverse("reviews:review", args=[talk.pk]))
    page.get_by_text("I have a conflict of interest").click()
    page.get_by_label("Why?").fill("We share an office.")
    page.get_by_role("button", name="Declare the conflict").click()
    expect(page.get_by_role("main").get_by_text(talk.title)).to_have_count(0)


def test_a_reviewer_judges_by_keyboard_and_the_author_never_learns_who(
    talks, new_page, sign_in, smtp_sink
):
    first, _second, third = talks
    call = first.call
    reviewer = call.reviewers.get().user

    desk = new_page()
    sign_in(desk, UserFactory(roles=[Role.ORGANISER]))
    desk.goto(reverse("reviews-desk:assignments", args=[call.pk]))
    desk.get_by_role("button", name=re.compile("Share out evenly")).click()
    desk.get_by_role("button", name="Tell them, one letter each").click()
    letter = smtp_sink.wait_for_mail_to(reviewer.email).get_body("plain").get_content()
    path = reverse("reviews:call", args=[call.pk])
    assert path in letter

    page = new_page(tolerated=[r"404"])
    sign_in(page, reviewer)
    page.goto("/me/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Sample meeting")).first.click()
    expect(page).to_have_url(re.compile(f"{path}$"))

    declare_a_conflict(page, third)
    assert page.goto(reverse("reviews:review", args=[third.pk])).status == 404

    # Scores are radio buttons: arrow keys choose, Enter saves and leads on.
    page.goto(reverse("reviews:review", args=[first.pk]))
    page.get_by_label("5 – must be heard").focus()
    page.keyboard.press("Space")
    page.get_by_label("Comment for the organisers").fill("Clear and new.")
    page.get_by_role("button", name="Save and go on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Second sample")).to_be_visible()
    page.get_by_label("5 – must be heard").focus()
    for _time in range(3):
        page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Save and go on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).not_to_contain_text("Your review")

    desk.goto(reverse("reviews-desk:ranking", args=[call.pk]))
    rows = desk.locator("tbody tr")
    expect(rows.first).to_contain_text("First sample")
    expect(rows.first).to_contain_text("5.00")
    expect(rows.nth(1)).to_contain_text("2.00")
    rows.first.get_by_role("button", name="Accept").click()
    expect(desk.locator("tbody tr").first).to_contain_text("Accepted")
    desk.goto(reverse("submissions-desk:decisions", args=[call.pk]))
    desk.get_by_role("button", name=re.compile("Release 1 decision")).click()

    told = smtp_sink.wait_for_mail_to(first.submitter.email).get_body("plain").get_content()
    author = new_page()
    sign_in(author, first.submitter)
    author.goto(first.get_absolute_url())
    expect(author.get_by_role("button", name="I will give the talk")).to_be_visible()
    for text in (told, author.content()):
        assert REVIEWER not in text
        assert reviewer.email not in text
        assert "Clear and new" not in text
