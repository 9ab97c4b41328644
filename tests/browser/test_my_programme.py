import icalendar
import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import RegistrationFactory, TalkFactory


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_speaker_writes_what_is_missing_and_takes_the_calendar_along(
    new_page, sign_in, javascript
):
    user = UserFactory(roles=[Role.MEMBER], email="speaker@example.org")
    TalkFactory(by=user, title="A sample talk")
    RegistrationFactory(email=user.email, event__title="A sample workshop")
    page = new_page(javascript=javascript, width=360)
    sign_in(page, user)

    page.goto("/me/")
    page.get_by_role("link", name="Write an abstract").click()
    page.get_by_label("Abstract").fill("Why $x^2$ is convex.")
    if javascript:
        page.locator("#preview math").wait_for()
    page.get_by_role("button", name="Publish").click()
    assert page.locator(".prose math").count() == 1

    page.goto("/me/")
    assert page.get_by_role("link", name="Write an abstract").count() == 0
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address for your calendar program").input_value()
    answer = page.request.get(address)
    titles = [str(entry["summary"]) for entry in icalendar.Calendar.from_ical(answer.body()).events]
    assert "A sample workshop" in titles
    assert User.objects.get(pk=user.pk).calendar_token in address
