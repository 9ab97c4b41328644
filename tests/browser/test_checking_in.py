"""At the door of an event: by camera where the browser reads codes, else by name."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.registrations import codes
from events.registrations.models import State
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

# Chromium reads codes on phones only, and here is no camera: the page is given what a phone has, a
# picture that moves and a reader that finds what `reads` says.
PHONE = """
window.reads = "";
window.BarcodeDetector = class {
  async detect() { return window.reads ? [{ rawValue: window.reads }] : []; }
};
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d").fillRect(0, 0, 9, 9);
  return canvas.captureStream(5);
};
"""


@pytest.fixture
def door(transactional_db):
    return UserFactory(name="Sample Door", roles=[Role.ORGANISER])


@pytest.fixture
def event(transactional_db):
    return EventFactory(
        registrations=True, capacity=2, starts_at=timezone.now() - datetime.timedelta(minutes=5)
    )


def at_the_door(page, event):
    page.goto(f"/desk/events/{event.slug}/check-in/")
    return page


def test_a_phone_scans_one_code_after_the_other(new_page, sign_in, door, event):
    ada, ben = (RegistrationFactory(event=event, name=f"Sample {name}") for name in ("Ada", "Ben"))
    page = new_page(width=360)
    page.add_init_script(PHONE)
    sign_in(page, door)
    at_the_door(page, event)

    page.get_by_role("button", name="Scan with the camera").click()
    expect(page.locator("video")).to_be_visible()
    page.evaluate("text => { window.reads = text }", codes.address_of(ada))
    expect(page.get_by_text("Sample Ada is checked in.")).to_be_visible()
    page.evaluate("text => { window.reads = text }", codes.address_of(ben))
    expect(page.get_by_text("Sample Ben is checked in.")).to_be_visible()
    page.evaluate("text => { window.reads = text }", codes.address_of(ada))
    expect(page.get_by_text("Sample Ada was checked in already:")).to_be_visible()

    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("video")).to_be_hidden()
    assert event.registrations.filter(state=State.ATTENDED).count() == 2


def test_where_the_camera_may_not_be_used_the_page_says_so(new_page, sign_in, door, event):
    page = new_page(width=360)
    page.add_init_script(PHONE)
    page.add_init_script("navigator.mediaDevices.getUserMedia = async () => { throw new Error() }")
    sign_in(page, door)
    at_the_door(page, event)

    page.get_by_role("button", name="Scan with the camera").click()

    expect(page.get_by_text("The camera cannot be used.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_people_are_found_by_name_and_checked_in_by_keyboard(
    new_page, sign_in, door, event, javascript
):
    RegistrationFactory(event=event, name="Sample Ada Žukauskaitė")
    RegistrationFactory(event=event, name="Sample Ben")
    RegistrationFactory(event=event, name="Sample Waiting", state=State.WAITING)
    page = new_page(javascript=javascript, width=360)
    sign_in(page, door)
    at_the_door(page, event)

    page.get_by_label("Part of a name").fill("zukau")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sample Ben")).to_have_count(0)
    page.get_by_role("button", name="Check in Sample Ada").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sample Ada Žukauskaitė is checked in.")).to_be_visible()
    expect(page.get_by_label("Part of a name")).to_have_value("")

    page.get_by_label("Part of a name").fill("waiting")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Let in Sample Waiting").click()
    expect(page.get_by_text("No place is free")).to_be_visible()

    page.get_by_role("button", name="Take back Sample Ada").click()
    expect(page.get_by_text("the place stays theirs.")).to_be_visible()


def test_a_code_opened_by_the_camera_of_the_phone_checks_in(new_page, sign_in, door, event):
    ada = RegistrationFactory(event=event, name="Sample Ada")
    page = new_page(width=360)
    sign_in(page, door)
    page.goto(f"/check-in/{codes.code_of(ada)}/")

    page.get_by_role("button", name="Check in Sample Ada").click()

    expect(page.get_by_text("Sample Ada is checked in.")).to_be_visible()
