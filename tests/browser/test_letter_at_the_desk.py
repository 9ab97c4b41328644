"""A letter at the desk, looked at in a browser without JavaScript."""

from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.mail import DeliveryFactory


def test_the_letter_is_read_by_keyboard_and_its_links_do_nothing(new_page, sign_in):
    message = DeliveryFactory(
        message__topic="news", message__text="A **bold** word.\n\n<https://example.org/away>"
    ).message
    page = new_page(width=360, javascript=False, tolerated=(r"Blocked opening",))
    sign_in(page, UserFactory(roles=[Role.ORGANISER]))
    page.goto(reverse("mail-desk:message", args=[message.pk]))
    letter = page.frame_locator(f'iframe[title="Letter: {message.subject}"]')

    assert letter.locator("h1").inner_text() == message.subject
    assert letter.locator("strong").first.inner_text() == "bold"
    links = letter.get_by_role("link")
    addresses = [frame.url for frame in page.frames]
    for link in links.all():
        link.focus()
        page.keyboard.press("Enter")

    assert links.count() == 3
    assert [frame.url for frame in page.frames] == addresses
    assert len(page.context.pages) == 1
