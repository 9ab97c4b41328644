from datetime import timedelta

import pytest

from portal.mail import outbox
from portal.mail.models import Delivery
from portal.mail.tasks import deliver_due
from portal.preferences.models import Preferences
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory
from tests.pictures import codes_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(sink):
    """Send a letter through a real mail server and return what arrives."""

    def posted(**fields):
        outbox.queue(LetterFactory(**fields))
        deliver_due()
        return sink.mails[-1]

    return posted


def text_of(mail):
    return mail.get_body(["plain"]).get_content()


def html_of(mail):
    return mail.get_body(["html"]).get_content()


def test_a_mail_says_the_same_as_text_and_as_html(posted):
    mail = posted(subject="Greetings", text="A **bold** word.")

    assert mail["Subject"] == "Greetings"
    assert "A bold word." in text_of(mail)
    assert "A <strong>bold</strong> word." in html_of(mail)


def test_a_link_keeps_its_address_in_the_text(posted):
    mail = posted(text="See [the page](https://example.org/a_b_c/) and <https://example.org/d>.")

    assert "See the page (https://example.org/a_b_c/) and https://example.org/d." in text_of(mail)
    assert '<a href="https://example.org/a_b_c/"' in html_of(mail)


def test_formulas_are_written_in_signs(posted):
    mail = posted(text=r"For $a_i * b_j < 1$ let \(\lVert f \rVert \le \infty\) hold.")

    assert "For a_i * b_j < 1 let ‖ f ‖ ≤ ∞ hold." in text_of(mail)
    assert "For a_i * b_j &lt; 1 let ‖ f ‖ ≤ ∞ hold." in html_of(mail)


def test_a_hostile_text_does_no_harm(posted):
    mail = posted(text="<script>alert(1)</script> [x](javascript:alert(1)) $<img onerror=x>$")

    assert "<script" not in html_of(mail)
    assert 'href="javascript' not in html_of(mail)
    assert "<img" not in html_of(mail)


def test_the_message_id_is_made_of_the_delivery_and_the_sites_name(posted, settings):
    settings.SITE_URL = "https://portal.example.org"

    mail = posted()

    assert mail["Message-ID"] == f"<{Delivery.objects.get().uuid}@portal.example.org>"


def test_a_mail_tried_again_is_the_same_mail(sink, posted, let_pass):
    sink.answer("reader@example.org", "451 Later", "250 OK")
    outbox.queue(LetterFactory(to=[RecipientFactory(email="reader@example.org")]))

    deliver_due()
    queued_at = Delivery.objects.get().queued_at
    Delivery.objects.update(due_at=queued_at)
    deliver_due()

    [mail] = sink.mails
    assert mail["Message-ID"].startswith(f"<{Delivery.objects.get().uuid}@")
    assert abs(mail["Date"].datetime - queued_at) < timedelta(seconds=1)


def test_programs_that_answer_by_themselves_are_told_not_to(posted):
    assert posted()["Auto-Submitted"] == "auto-generated"


def test_answers_go_where_the_letter_says(posted):
    assert posted(reply_to="organiser@example.org")["Reply-To"] == "organiser@example.org"


def test_answers_go_where_the_settings_say_if_the_letter_says_nothing(posted):
    Preferences(reply_to="office@example.org").save()

    assert posted()["Reply-To"] == "office@example.org"
    assert posted(reply_to="organiser@example.org")["Reply-To"] == "organiser@example.org"


def test_without_settings_the_sender_has_the_address_alone(posted, settings):
    settings.DEFAULT_FROM_EMAIL = "portal@example.org"

    assert posted()["From"] == "portal@example.org"


@pytest.mark.parametrize("configured", ["portal@example.org", "Old name <portal@example.org>"])
@pytest.mark.parametrize("name", ["Office of SPP 0000", 'Sämple, "S" <a@b> Office'])
def test_the_sender_has_the_name_of_the_settings_and_the_address_of_the_installation(
    posted, settings, configured, name
):
    settings.DEFAULT_FROM_EMAIL = configured
    Preferences(sender_name=name).save()

    [sender] = posted()["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "portal@example.org")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x0b"])
def test_line_breaks_in_the_settings_smuggle_in_nothing(posted, end):
    Preferences(
        sender_name=f"Office{end}Bcc: many@example.org",
        reply_to=f"office@example.org{end}Bcc: many@example.org",
    ).save()

    mail = posted()

    assert "Bcc" not in mail
    assert mail["From"].addresses[0].display_name == "Office Bcc: many@example.org"


@pytest.mark.parametrize(
    "name",
    ["Sample, Reader", 'Sample "S" Reader', "Sämple Łeader", "a@b <c@example.org>", "back\\slash"],
)
def test_any_name_stands_beside_the_address(posted, name):
    mail = posted(to=[RecipientFactory(name=name, email="reader@example.org")])

    [address] = mail["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "reader@example.org")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\x0b", "\x85", "\n\n", "\0"])
def test_line_breaks_cannot_smuggle_in_a_header(posted, end):
    hostile = f"Harmless{end}Bcc: many@example.org{end}X-Smuggled: 1"

    mail = posted(subject=hostile, to=[RecipientFactory(name=hostile)])

    assert mail["Subject"] == "Harmless Bcc: many@example.org X-Smuggled: 1"
    assert mail["To"].addresses[0].display_name == mail["Subject"]
    assert not {"Bcc", "X-Smuggled"} & set(mail.keys())


def test_line_breaks_in_an_address_for_answers_smuggle_in_nothing(posted):
    mail = posted(reply_to="organiser@example.org\r\nBcc: many@example.org")

    assert "Bcc" not in mail


def test_a_letter_on_a_topic_can_be_ended_by_one_click(posted, settings):
    settings.SITE_URL = "https://portal.example.org"
    subscription = SubscriptionFactory(topic="events")

    mail = posted(topic="events", to=[RecipientFactory(email=subscription.email)])

    address = f"https://portal.example.org/unsubscribe/{subscription.token}/"
    assert mail["List-Id"] == "<events.portal.example.org>"
    assert mail["List-Unsubscribe"].strip() == f"<{address}>"  # a long one starts a new line
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text_of(mail)
    assert f'href="{address}"' in html_of(mail)


def test_a_letter_to_one_person_has_no_list_headers(posted):
    assert not {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"} & set(posted().keys())


def test_the_words_around_the_text_speak_the_letters_language(posted, settings):
    settings.SITE_URL = "https://portal.example.org"
    subscription = SubscriptionFactory(topic="events")

    mail = posted(topic="events", language="de", to=[RecipientFactory(email=subscription.email)])

    assert '<html lang="de">' in html_of(mail)
    assert f"https://portal.example.org/de/unsubscribe/{subscription.token}/" in text_of(mail)


ENTRY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def test_a_calendar_entry_goes_along_as_what_a_mail_program_acts_on(posted):
    mail = posted(calendar=ENTRY)

    parts = [part.get_content_type() for part in mail.iter_parts()]
    assert mail.get_content_type() == "multipart/alternative"
    assert parts == ["text/plain", "text/html", "text/calendar"]
    entry = list(mail.iter_parts())[-1]
    assert entry.get_param("method") == "REQUEST"
    assert entry.get_content_charset() == "utf-8"
    assert entry.get_content().replace("\r\n", "\n").strip() == ENTRY.replace("\r\n", "\n").strip()


def test_of_two_entries_the_last_is_acted_on_and_the_first_goes_along_as_a_file(posted):
    mail = posted(calendar=ENTRY.replace("REQUEST", "CANCEL") + ENTRY)

    letter, file = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert [part.get_param("method") for part in letter.iter_parts()] == [None, None, "REQUEST"]
    assert file.get_content_type() == "text/calendar"
    assert file.get_param("method") == "CANCEL"
    assert file.get_filename() == "event.ics"


def test_a_letter_without_an_entry_has_no_calendar_part(posted):
    assert [part.get_content_type() for part in posted().iter_parts()] == [
        "text/plain",
        "text/html",
    ]


CODE = "https://portal.example.org/check-in/1-abc/"


def test_a_code_goes_along_as_a_picture_that_the_html_shows(posted):
    mail = posted(code=CODE)

    letter, picture = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert letter.get_content_type() == "multipart/alternative"
    assert picture.get_content_type() == "image/png"
    assert picture["Content-ID"] == "<code>"
    assert picture.get_content_disposition() == "inline"
    assert codes_in(picture.get_content()) == [CODE]
    assert 'src="cid:code"' in html_of(mail)


def test_beside_a_code_the_calendar_entry_stays_what_a_mail_program_acts_on(posted):
    letter, _picture = posted(code=CODE, calendar=ENTRY).iter_parts()

    assert [part.get_param("method") for part in letter.iter_parts()] == [None, None, "REQUEST"]


def test_a_letter_without_a_code_shows_no_picture(posted):
    assert "<img" not in html_of(posted())
