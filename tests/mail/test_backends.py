import stat
from email import message_from_bytes
from email.policy import default

import pytest

from portal.mail import outbox
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def post(subject, email="reader@example.org"):
    outbox.queue(LetterFactory(subject=subject, to=[RecipientFactory(email=email)]))
    deliver_due()


def test_each_mail_is_a_file_of_its_own_that_only_the_portal_may_read(folder):
    post("One")
    post("Two")

    files = list(folder.iterdir())
    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_names_sort_by_time_and_say_to_whom_and_about_what(folder):
    post("First letter", "a@example.org")
    post("../Second: letter/", "b@example.org")

    names = sorted(file.name for file in folder.iterdir())
    assert "_a-at-example-org_first-letter_" in names[0]
    assert "_b-at-example-org_second-letter_" in names[1]


def test_a_file_holds_the_whole_mail(folder):
    post("Grüße")

    [file] = folder.glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert mail["Subject"] == "Grüße"
    assert mail["To"].addresses[0].addr_spec == "reader@example.org"
    assert mail.get_body(["html"])


def test_a_folder_that_cannot_be_written_loses_nothing(folder, tmp_path, let_pass):
    folder.write_text("This is no folder.")
    post("Patient")

    folder.unlink()
    let_pass(minutes=2)
    deliver_due()

    assert len(list(folder.glob("*.eml"))) == 1
