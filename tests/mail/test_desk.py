import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.mail import obstacles, outbox
from portal.mail.models import Delivery, State
from portal.mail.tasks import deliver_due
from tests.factories.accounts import UserFactory
from tests.factories.mail import DeliveryFactory, LetterFactory, MessageFactory, RecipientFactory

pytestmark = pytest.mark.django_db

MESSAGES = "/desk/mail/"


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(roles=[Role.ORGANISER]))
    return client


def page(message, action="message"):
    return reverse(f"mail-desk:{action}", args=[message.pk])


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.COORDINATOR, 200), (Role.ORGANISER, 200), (Role.EDITOR, 404), (Role.MEMBER, 404)],
)
def test_mail_is_for_organisers_and_coordinators(client, role, status):
    client.force_login(UserFactory(roles=[role]))
    message = DeliveryFactory().message

    for address in (MESSAGES, page(message)):
        assert client.get(address).status_code == status
    for action in ("send-again", "withhold", "release"):
        assert client.post(page(message, action)).status_code == (302 if status == 200 else 404)


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(MESSAGES).url.startswith(reverse("account_login"))


def test_the_list_counts_deliveries_by_state(organiser):
    message = MessageFactory(subject="Announcement")
    DeliveryFactory.create_batch(2, message=message, key="a")
    DeliveryFactory(message=message, key="a", state=State.FAILED)

    text = organiser.get(MESSAGES).text

    assert "Announcement" in text
    assert "2 Queued" in text
    assert "1 Failed" in text


def test_the_list_can_be_narrowed_to_what_failed(organiser):
    DeliveryFactory(message__subject="Went well")
    DeliveryFactory(message__subject="Went wrong", state=State.FAILED)

    text = organiser.get(MESSAGES, {"state": "failed"}).text

    assert "Went wrong" in text
    assert "Went well" not in text


@pytest.mark.parametrize("query", ["state=nonsense", "page=nonsense", "page=99", "state=%00"])
def test_a_nonsensical_address_shows_the_list_all_the_same(organiser, query):
    DeliveryFactory(message__subject="Still here")

    assert "Still here" in organiser.get(f"{MESSAGES}?{query}").text


def test_the_list_costs_the_same_with_one_and_with_thirty_messages(organiser):
    DeliveryFactory()
    organiser.get(MESSAGES)
    one = queries(organiser, MESSAGES)

    DeliveryFactory.create_batch(29)

    assert queries(organiser, MESSAGES) == one


def test_a_message_costs_the_same_with_one_and_with_thirty_deliveries(organiser):
    message = DeliveryFactory(key="a").message
    organiser.get(page(message))
    one = queries(organiser, page(message))

    DeliveryFactory.create_batch(29, message=message, key="a")

    assert queries(organiser, page(message)) == one


def test_a_message_is_shown_as_its_reader_sees_it_with_what_became_of_it(organiser):
    message = MessageFactory(text="A **bold** word.")
    DeliveryFactory(
        message=message, email="reader@example.org", state=State.FAILED, reason="550 No such person"
    )

    text = organiser.get(page(message)).text

    assert "A bold word." in text
    assert "<strong>bold</strong>" in organiser.get(page(message, "letter")).text
    assert "reader@example.org" in text
    assert "550 No such person" in text


def test_a_confidential_text_is_shown_to_nobody(organiser):
    message = MessageFactory(text="The code is 1234.", confidential=True)

    text = organiser.get(page(message)).text

    assert "1234" not in text
    assert "confidential" in text


def test_failed_mail_can_be_sent_again(organiser, sink):
    reader = RecipientFactory()
    sink.answer(reader.email, "550 No such person", "250 OK")
    message = outbox.queue(LetterFactory(to=[reader]))
    deliver_due()

    assert "Send again" in organiser.get(page(message)).text
    organiser.post(page(message, "send-again"))
    deliver_due()

    assert sink.received == [reader.email]
    assert "Send again" not in organiser.get(page(message)).text


def test_sending_again_leaves_alone_who_has_it(organiser, sink):
    has_it, has_not = RecipientFactory.build_batch(2)
    sink.answer(has_not.email, "550 No such person", "250 OK")
    message = outbox.queue(LetterFactory(to=[has_it, has_not]))
    deliver_due()

    organiser.post(page(message, "send-again"))
    deliver_due()

    assert sorted(sink.received) == sorted([has_it.email, has_not.email])


def test_queued_mail_can_be_withheld_and_sent_after_all(organiser, sink):
    message = outbox.queue(LetterFactory())

    assert "Withhold" in organiser.get(page(message)).text
    organiser.post(page(message, "withhold"))
    deliver_due()
    withheld = list(sink.received), Delivery.objects.get().reason

    assert "Send after all" in organiser.get(page(message)).text
    organiser.post(page(message, "release"))
    deliver_due()

    assert withheld == ([], obstacles.WITHHELD)
    assert len(sink.received) == 1


@pytest.mark.parametrize("action", ["send-again", "withhold", "release"])
def test_looking_changes_nothing(organiser, action):
    message = outbox.queue(LetterFactory())
    before = list(Delivery.objects.values())

    assert organiser.get(page(message, action)).status_code == 405
    organiser.get(page(message))

    assert list(Delivery.objects.values()) == before


def test_a_message_that_does_not_exist_leads_nowhere(organiser):
    assert organiser.get(f"{MESSAGES}999999/").status_code == 404


def test_without_a_mail_server_the_desk_says_so_and_shows_the_newest_file(
    organiser, settings, tmp_path
):
    settings.EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path
    nothing_yet = organiser.get(MESSAGES).text
    for words in ("The older one.", "The newest one."):
        outbox.queue(LetterFactory(text=words))
        deliver_due()

    text = organiser.get(MESSAGES).text

    assert "No mail leaves this installation" in nothing_yet
    assert "The newest one." in text
    assert "The older one." not in text


def test_the_newest_file_keeps_a_confidential_text(organiser, settings, tmp_path):
    settings.EMAIL_BACKEND = "portal.mail.backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path
    outbox.queue(LetterFactory(text="The code is 1234.", confidential=True))
    deliver_due()

    assert "1234" not in organiser.get(MESSAGES).text


def test_with_a_mail_server_no_files_are_spoken_of(organiser):
    assert "No mail leaves this installation" not in organiser.get(MESSAGES).text


@pytest.mark.parametrize("words", ["sample school", "ada@", "Lovelace"])
def test_a_message_is_found_by_subject_and_by_whom_it_went_to(organiser, words):
    found = MessageFactory(subject="About the Sample School")
    DeliveryFactory(message=found, email="ada@example.org", name="Ada Lovelace")
    DeliveryFactory(message__subject="Something else")

    text = organiser.get(MESSAGES, {"q": words}).text

    assert "About the Sample School" in text
    assert "Something else" not in text


def test_a_server_that_holds_everything_up_is_one_warning(organiser):
    DeliveryFactory.create_batch(40, state=State.RETRYING, reason="Connection refused")
    DeliveryFactory(state=State.RETRYING, reason="451 Later")

    text = organiser.get(MESSAGES).text

    assert text.count("The mail server holds mail up") == 1
    assert "40 mails wait" in text
    assert "Connection refused" in text


def test_two_mails_that_are_late_are_no_trouble_of_the_server(organiser):
    DeliveryFactory.create_batch(2, state=State.RETRYING, reason="451 Later")

    assert "holds mail up" not in organiser.get(MESSAGES).text
