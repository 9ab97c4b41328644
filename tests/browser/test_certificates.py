"""Somebody who was there takes the certificate along; whoever is shown it verifies it."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from events.registrations.models import State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_member_takes_a_record_along_and_a_visitor_verifies_it(new_page, sign_in, javascript):
    member = UserFactory(name="Sample Member", roles=[Role.MEMBER])
    RegistrationFactory(
        event__past=True, event__title="Sample workshop", user=member, state=State.ATTENDED
    )
    page = new_page(javascript=javascript, width=360)
    sign_in(page, member)
    page.goto("/me/")
    page.get_by_role("link", name="My certificates").click()
    page.get_by_label("From").fill("2000-01-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the record").click()
    words = PdfReader(download.value.path()).pages[0].extract_text()
    assert "Sample workshop" in words

    visitor = new_page(javascript=javascript, width=360)
    visitor.goto(re.search(r"/certificates/[a-z0-9-]+/", words)[0])

    expect(visitor.get_by_role("heading", level=1)).to_have_text("This certificate is genuine")
    expect(visitor.get_by_text("Sample workshop")).to_be_visible()
