import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.mail import letters, outbox
from portal.mail.models import Delivery, Message, State
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory

pytestmark = pytest.mark.django_db


def test_a_letter_is_written_down_with_a_delivery_for_each_recipient():
    letter = LetterFactory(to=RecipientFactory.build_batch(3))

    message = outbox.queue(letter)

    assert (message.subject, message.text) == (letter.subject, letter.text)
    assert [delivery.state for delivery in message.deliveries.all()] == [State.QUEUED] * 3


def test_queueing_the_same_letter_twice_sends_it_once(mailoutbox):
    letter = LetterFactory()

    first, second = outbox.queue(letter), outbox.queue(letter)
    deliver_due()
    outbox.queue(letter)
    deliver_due()

    assert first == second
    assert len(mailoutbox) == 1


def test_a_new_version_of_a_letter_is_another_letter(mailoutbox):
    letter = LetterFactory(version="1")

    outbox.queue(letter)
    outbox.queue(LetterFactory(about=letter.about, to=letter.to, version="2"))
    deliver_due()

    assert len(mailoutbox) == 2


def test_an_address_gets_a_letter_once_however_it_is_written(mailoutbox):
    twice = [
        RecipientFactory(email="Sample.Reader@example.org"),
        RecipientFactory(email=" sample.reader@EXAMPLE.org "),
    ]

    outbox.queue(LetterFactory(to=twice))
    deliver_due()

    assert len(mailoutbox) == 1


def test_queueing_again_for_more_recipients_reaches_only_the_new_ones(mailoutbox):
    old, new = RecipientFactory.build_batch(2)
    letter = LetterFactory(to=[old])
    outbox.queue(letter)
    deliver_due()

    wider = LetterFactory(
        about=letter.about, subject=letter.subject, text=letter.text, to=[old, new]
    )
    outbox.queue(wider)
    deliver_due()

    assert [new.email in mail.to[0] for mail in mailoutbox] == [False, True]
    assert Message.objects.count() == 1


def test_two_recipients_of_one_kind_of_letter_each_get_their_own_text(mailoutbox):
    first = LetterFactory(text="For the first.")
    second = LetterFactory(about=first.about, text="For the second.")

    outbox.queue(first)
    outbox.queue(second)
    deliver_due()

    assert [mail.body.splitlines()[0] for mail in mailoutbox] == [
        "For the first.",
        "For the second.",
    ]


def test_the_same_recipient_never_gets_two_texts_under_one_key(mailoutbox):
    first = LetterFactory(text="One text.")
    outbox.queue(first)

    outbox.queue(LetterFactory(about=first.about, to=first.to, text="Another text."))
    deliver_due()

    assert len(mailoutbox) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_processes_queueing_the_same_letter_at_once_send_it_once(mailoutbox):
    letter = LetterFactory(to=RecipientFactory.build_batch(5))
    together = Barrier(2)

    def queue():
        try:
            with transaction.atomic():
                together.wait(10)
                outbox.queue(letter)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(queue), pool.submit(queue)]:
            done.result(20)
    deliver_due()

    assert Message.objects.count() == 1
    assert len(mailoutbox) == 5


class ChangeOfMindError(Exception):
    pass


@transaction.atomic
def queue_and_think_better_of_it(letter):
    outbox.queue(letter)
    raise ChangeOfMindError


def test_a_rollback_tells_nobody(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(ChangeOfMindError):
        queue_and_think_better_of_it(LetterFactory())
    deliver_due()

    assert callbacks == []
    assert (Delivery.objects.count(), mailoutbox) == (0, [])


def test_something_that_is_no_address_is_noted_as_failed_and_harms_nobody(mailoutbox):
    hostile = RecipientFactory(email="reader@example.org\nBcc: many@example.org")
    fine = RecipientFactory()

    message = outbox.queue(LetterFactory(to=[hostile, RecipientFactory(email="x" * 400), fine]))
    deliver_due()

    assert len(mailoutbox) == 1
    failed = message.deliveries.filter(state=State.FAILED)
    assert {delivery.reason for delivery in failed} == {"This is no e-mail address."}
    assert failed.count() == 2


def test_a_subject_of_any_length_and_a_text_with_a_null_character_can_be_queued():
    message = outbox.queue(LetterFactory(subject="long " * 200, text="a\0b"))

    assert len(message.subject) == 250
    assert message.text == "ab"


def test_a_template_gives_subject_and_text_without_html_escaping(settings, tmp_path):
    _template(settings, tmp_path, "Subject: On {{ title }}\n\nSee {{ title }} at {{ site_url }}.\n")

    letter = letters.from_template(
        "sample.txt", {"title": "A & B"}, kind="k", about="a", version="1", to=[]
    )

    assert letter.subject == "On A & B"
    assert letter.text == f"See A & B at {settings.SITE_URL}."


def test_a_template_is_rendered_in_the_language_asked_for(settings, tmp_path):
    _template(
        settings, tmp_path, "{% load i18n %}Subject: x\n\n{% get_current_language as l %}{{ l }}"
    )

    german = letters.from_template(
        "sample.txt", {}, language="de", kind="k", about="a", version="1", to=[]
    )

    assert (german.text, german.language) == ("de", "de")


def test_a_template_without_a_subject_is_refused(settings, tmp_path):
    _template(settings, tmp_path, "Dear reader,\n\nsomething.\n")

    with pytest.raises(letters.NoSubjectError, match=re.escape("sample.txt")):
        letters.from_template("sample.txt", {}, kind="k", about="a", version="1", to=[])


def test_a_subject_made_of_a_title_with_line_breaks_stays_one_header(
    mailoutbox, settings, tmp_path
):
    _template(settings, tmp_path, "Subject: On {{ title }}\n\nText.\n")
    letter = letters.from_template(
        "sample.txt",
        {"title": "a\r\nBcc: many@example.org\n\nInjected"},
        kind="k",
        about="a",
        version="1",
        to=[RecipientFactory()],
    )

    outbox.queue(letter)
    deliver_due()

    assert mailoutbox[0].subject == "On a"
    assert mailoutbox[0].recipients() == mailoutbox[0].to


def _template(settings, folder, text):
    (folder / "sample.txt").write_text(text)
    dirs = settings.TEMPLATES[0]["DIRS"]
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [folder, *dirs]}]


def test_many_letters_are_written_at_the_cost_of_one():
    costs = []
    for number in (1, 30):
        with CaptureQueriesContext(connection) as queries:
            outbox.queue_all(LetterFactory.build_batch(number))
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert Message.objects.count() == 31


def test_two_letters_of_one_kind_to_an_address_are_one_even_when_queued_together(mailoutbox):
    first = LetterFactory(text="For who has a place.")
    second = LetterFactory(about=first.about, to=first.to, text="For who speaks.")

    outbox.queue_all([first, second])
    deliver_due()

    assert [("place" in mail.body) for mail in mailoutbox] == [True]
