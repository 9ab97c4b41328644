"""A visitor subscribes on the page of a series, weekly; the letter comes, and its link ends it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.digest import weekly
from tests.factories.events import EventFactory, SeriesFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
LINK = re.compile(r"https?://\S+/(?:subscriptions|unsubscribe)/\S+/")


@JAVASCRIPT
def test_from_the_page_of_a_series_to_its_weekly_letter_and_its_end(
    new_page, smtp_sink, live_portal, javascript
):
    series = SeriesFactory(title="Sample seminar")
    reader = new_page(javascript=javascript, width=360)
    reader.goto(f"/seminars/{series.slug}/")
    reader.get_by_role("link", name="Hear of it by mail").click()
    expect(reader.get_by_label("Sample seminar")).to_be_checked()
    reader.get_by_label("E-mail address").fill("reader@example.org")
    reader.get_by_label("Weekly").check()
    reader.get_by_role("button", name="Subscribe").click()
    letter = smtp_sink.wait_for_mail_to("reader@example.org").get_body("plain").get_content()
    reader.goto(LINK.search(letter).group())
    expect(reader.get_by_label("Sample seminar")).to_have_value("weekly")
    reader.get_by_label("Annual meetings").select_option("At once")
    reader.get_by_role("button", name="Confirm").click()
    expect(reader.get_by_text("Saved.")).to_be_visible()
    smtp_sink.clear()

    EventFactory(title="The first session", series=series)
    weekly.send_digests(until=timezone.now() + timedelta(seconds=1))

    mail = smtp_sink.wait_for_mail_to("reader@example.org")
    assert mail["Subject"] == "This week: The first session"
    reader.goto(LINK.search(mail.get_body("plain").get_content()).group())
    expect(reader.get_by_text("Sample seminar")).to_be_visible()
    reader.get_by_role("button", name="End it").click()
    expect(reader.get_by_role("heading", name="The weekly letter has ended")).to_be_visible()
    reader.get_by_role("link", name="Choose topics anew").click()
    expect(reader.get_by_label("Sample seminar")).to_have_value("off")
    expect(reader.get_by_label("Annual meetings")).to_have_value("at-once")
