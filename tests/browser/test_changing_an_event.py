import icalendar
import pytest

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import ProgrammeFactory


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_new_room_reaches_the_calendar_of_who_has_a_place(
    new_page, sign_in, smtp_sink, javascript
):
    ProgrammeFactory()
    event = EventFactory(title="Sample workshop", registrations=True, venue="Hall 1")
    RegistrationFactory(event=event, email="ada@example.org", name="Sample Ada")
    page = new_page(javascript=javascript, width=360)
    sign_in(page, UserFactory(roles=[Role.ORGANISER]))

    page.goto(f"/desk/events/{event.slug}/edit/")
    page.get_by_label("Venue").fill("Hall 2")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("1 person gets a letter.").wait_for()
    page.get_by_role("button", name="Save and tell them").click()
    page.get_by_text("Saved.").wait_for()

    mail = smtp_sink.wait_for_mail_to("ada@example.org")
    assert mail["Subject"] == "Changed: Sample workshop"
    assert "Hall 2 · On site (it was: Hall 1 · On site)" in mail.get_body(["plain"]).get_content()
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    (entry,) = icalendar.Calendar.from_ical(part.get_content()).events
    assert (str(entry["uid"]), entry["sequence"]) == (str(event.uuid), event.sequence + 1)
    assert entry["location"] == "Hall 2"
