"""One registers for a whole series on a phone-sized screen, and skips a session, by keyboard alone."""

import re

from playwright.sync_api import expect

from events.registrations.models import Registration, State
from tests.browser.test_registering import JAVASCRIPT
from tests.browser.test_registering_by_keyboard import follow, tab_to
from tests.factories.events import EventFactory, SeriesFactory, moment

LINK = re.compile(r"https?://\S+/registrations/series/[\w-]+/")


def link_in(message):
    return LINK.search(message.get_body("plain").get_content()).group()


@JAVASCRIPT
def test_a_guest_registers_for_all_sessions_skips_one_and_leaves(new_page, smtp_sink, javascript):
    series = SeriesFactory(takes_registrations=True)
    for title, day in {"First": 7, "Second": 14}.items():
        EventFactory(series=series, title=title, registrations=True, starts_at=moment(days=day))
    page = new_page(javascript=javascript, width=360)
    page.goto(series.get_absolute_url())
    follow(page, "^Register for the whole series$")
    for label, typed in [("^Name", "Sample Guest"), ("^E-mail", "guest@example.org")]:
        tab_to(page, label)
        page.keyboard.type(typed)
    follow(page, "^Register for all sessions$")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()

    page.goto(link_in(smtp_sink.wait_for_mail_to("guest@example.org")))
    follow(page, "^Confirm")
    expect(page.get_by_text("You have a place")).to_have_count(2)
    follow(page, "^Skip: First$")
    expect(page.get_by_text("You skip it")).to_be_visible()
    assert states() == {"First": State.CANCELLED, "Second": State.CONFIRMED}

    follow(page, "^Come after all: First$")
    expect(page.get_by_text("You have a place")).to_have_count(2)
    follow(page, "^Leave the series$")
    follow(page, "^Leave the series$")

    expect(page.get_by_role("main")).to_contain_text("You have left the series")
    assert set(states().values()) == {State.CANCELLED}


def states():
    return dict(Registration.objects.values_list("event__title", "state"))
