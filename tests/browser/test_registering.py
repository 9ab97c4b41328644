"""The second job: register, confirm by mail, wait, and get the place that becomes free."""

import re

import pytest
from playwright.sync_api import expect

from events.registrations.models import State
from tests.factories.events import EventFactory, RegistrationFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
LINK = re.compile(r"https?://\S+/registrations/[\w-]+/")


def link_in(message):
    return LINK.search(message.get_body("plain").get_content()).group()


def register(page, event, name, address):
    page.goto(event.get_absolute_url())
    page.get_by_role("link", name=re.compile("^(Register|Join the waiting list)$")).click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Affiliation").fill("Sample University")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name=re.compile("^(Register|Join the waiting list)$")).click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()


@JAVASCRIPT
def test_a_guest_takes_the_place_that_another_gives_back(new_page, smtp_sink, javascript):
    event = EventFactory(registrations=True, capacity=1)
    holder = RegistrationFactory(event=event, email="holder@example.org")
    guest = new_page(javascript=javascript, width=360)

    register(guest, event, "Sample Guest", "guest@example.org")
    guest.goto(link_in(smtp_sink.wait_for_mail_to("guest@example.org")))
    guest.get_by_role("button", name="Confirm").click()

    expect(guest.get_by_role("main")).to_contain_text("1st in line")

    other = new_page(javascript=javascript)
    other.goto(holder.get_absolute_url())
    other.get_by_role("link", name="I cannot come").click()
    other.get_by_role("button", name="Cancel my registration").click()

    offer = smtp_sink.wait_for(
        lambda mail: "guest@example.org" in mail["To"] and "A place for you" in mail["Subject"]
    )
    guest.goto(link_in(offer))
    assert event.registrations.get(email="guest@example.org").state == State.OFFERED
    guest.get_by_role("button", name="I take the place").focus()
    guest.keyboard.press("Enter")

    expect(guest.get_by_role("main")).to_contain_text("You have a place")
    assert event.registrations.get(email="guest@example.org").state == State.CONFIRMED


def test_opening_the_link_in_the_mail_changes_nothing(new_page, smtp_sink):
    event = EventFactory(registrations=True, capacity=5)
    page = new_page()
    register(page, event, "Sample Guest", "guest@example.org")

    page.goto(link_in(smtp_sink.wait_for_mail_to("guest@example.org")))

    assert event.registrations.get().state == State.UNCONFIRMED


def test_what_was_typed_is_kept_when_a_field_is_wrong(new_page):
    event = EventFactory(registrations=True, capacity=5)
    page = new_page(width=360)
    page.goto(f"{event.get_absolute_url()}register/")
    page.get_by_label("Name").fill("Zoë 🦊 مثال")
    page.get_by_label("E-mail address").fill("no address at all")

    page.get_by_role("button", name="Register").click()

    expect(page.get_by_label("Name")).to_have_value("Zoë 🦊 مثال")
    expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")


def test_a_visitor_gets_no_cookie(new_page):
    event = EventFactory(registrations=True)
    page = new_page()

    for address in (
        "/",
        "/events/",
        event.get_absolute_url(),
        f"{event.get_absolute_url()}register/",
    ):
        page.goto(address)

    assert page.context.cookies() == []
