"""A speaker gives the slides of a talk; a visitor takes them along."""

from playwright.sync_api import expect

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import TalkFactory
from tests.factories.slides import PDF


def test_a_speaker_uploads_on_a_phone_and_a_visitor_downloads(
    new_page, sign_in, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    speaker = UserFactory(roles=[Role.MEMBER])
    talk = TalkFactory(by=speaker)
    page = new_page(width=360)
    sign_in(page, speaker)
    page.goto(talk.get_absolute_url())
    page.get_by_role("link", name="Change slides and recording").click()
    file = {"name": "mine.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("At once").check()
    page.get_by_label("Licence").select_option("CC BY 4.0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Offered")).to_be_visible()

    visitor = new_page()
    visitor.goto(talk.get_absolute_url())
    expect(visitor.get_by_role("link", name="CC BY 4.0")).to_be_visible()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download the slides").click()

    assert download.value.suggested_filename == f"{talk.slug}.pdf"
    assert download.value.path().read_bytes() == PDF
