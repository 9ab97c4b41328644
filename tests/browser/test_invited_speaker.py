"""A speaker without an account, from the invitation to the slides."""

import re

import pytest
from playwright.sync_api import expect

from events.submissions.models import Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.slides import PDF

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
ADDRESS = "guest@example.org"


@JAVASCRIPT
def test_a_speaker_is_invited_hands_in_and_gives_slides(
    new_page, sign_in, smtp_sink, settings, tmp_path, javascript
):
    settings.MEDIA_ROOT = tmp_path
    event = EventFactory(title="Sample Workshop")
    desk = new_page(javascript=javascript)
    sign_in(desk, UserFactory(roles=[Role.ORGANISER], name="Sample Organiser"))
    desk.goto("/desk/talks/calls/")
    desk.get_by_role("link", name="Invite a speaker").first.click()
    desk.get_by_label("Name").fill("Sample Guest")
    desk.get_by_label("E-mail address").fill(ADDRESS)
    desk.get_by_label("Your words").fill("we would love to hear of your *new* results.")
    desk.get_by_role("button", name="Invite").click()
    expect(desk.get_by_text("Invited: the letter with the link is on its way.")).to_be_visible()
    expect(desk.get_by_role("row", name="Sample Guest").get_by_text("Not begun")).to_be_visible()

    letter = smtp_sink.wait_for_mail_to(ADDRESS)
    text = letter.get_body(("plain",)).get_content()
    assert "we would love to hear of your" in text
    link = re.search(r"(/talks/invited/\S+?/)>?\s", text).group(1)

    page = new_page(javascript=javascript, width=360)
    page.set_content(letter.get_body(("html",)).get_content())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(link)
    page.get_by_label("Title").fill(r"On $\ell_1$ norms")
    page.get_by_label("Abstract").fill(r"We bound $\lVert x\rVert_1$.")
    if not javascript:
        page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("Preview").locator("math").first).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved as a draft")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("row", name="Sample Guest").get_by_text("Draft")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in")).to_be_visible()
    expect(page.locator(".notice-title", has_text="Confirmed")).to_be_visible()

    visitor = new_page(javascript=javascript)
    visitor.goto(event.get_absolute_url())
    visitor.get_by_role("link", name=re.compile("norms")).first.click()
    expect(visitor.get_by_text("Sample Guest").first).to_be_visible()

    page.get_by_role("link", name="Slides").click()
    file = {"name": "mine.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Offered")).to_be_visible()

    visitor.reload()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download the slides").click()
    assert download.value.path().read_bytes() == PDF
    assert Submission.objects.get().state == "confirmed"
