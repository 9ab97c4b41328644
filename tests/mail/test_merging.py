"""A letter to many is filled in for each reader exactly as it would be made for them alone."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.common.text import one_line
from portal.mail import envelope, outbox
from portal.mail.merging import Filled
from portal.mail.models import Delivery
from portal.mail.sheets import Letterhead
from portal.mail.standing import Standing
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

BOUNDARY = re.compile(rb"=+\d+==")


@pytest.fixture
def mails_of():
    """Queue a letter and return its mails, each as its worker makes it."""

    def mails_of(**letter):
        outbox.queue(LetterFactory(**letter))
        deliveries = list(Delivery.objects.prefetch_related("message").order_by("pk"))
        standing, letterhead = Standing(deliveries), Letterhead()
        return [envelope.compose(one, standing, letterhead, None) for one in deliveries]

    return mails_of


def on_the_wire(message):
    return BOUNDARY.sub(b"=", message.as_bytes(linesep="\r\n"))


def made_alone(mail):
    return on_the_wire(EmailMultiAlternatives.message(mail))


def is_merged(mail):
    return isinstance(mail.message(), Filled)


NAMES = st.text(max_size=90).map(one_line)


@pytest.mark.parametrize("topic", ["", "news"])
@given(names=st.lists(NAMES, min_size=2, max_size=4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whoever_the_reader_is_their_mail_is_as_if_made_for_them_alone(mails_of, topic, names):
    Delivery.objects.all().delete()
    readers = [RecipientFactory(name=name) for name in names]
    for reader in readers:
        SubscriptionFactory(email=reader.email, topic="news")

    for mail in mails_of(to=readers, topic=topic, subject="Grüße", text="A *word* and $x^2$."):
        assert on_the_wire(mail.message()) == made_alone(mail)


@pytest.mark.parametrize("length", range(40, 75))
def test_a_line_that_must_be_folded_is_folded(mails_of, length):
    readers = [RecipientFactory(name="n " * (length // 2)) for _ in range(2)]

    _first, mail = mails_of(to=readers)

    assert on_the_wire(mail.message()) == made_alone(mail)


def test_from_the_second_copy_on_a_letter_is_only_filled_in(mails_of):
    mails = mails_of(to=RecipientFactory.build_batch(3))

    assert [is_merged(mail) for mail in mails] == [False, True, True]


def test_a_name_that_must_be_encoded_is_left_to_the_library(mails_of):
    readers = [RecipientFactory(name="Sample"), RecipientFactory(name="Sämple")]

    _first, mail = mails_of(to=readers)

    assert not is_merged(mail)
    assert on_the_wire(mail.message()) == made_alone(mail)


def test_a_text_that_is_wrapped_for_the_wire_is_left_to_the_library(mails_of):
    readers = RecipientFactory.build_batch(2)
    for reader in readers:
        SubscriptionFactory(email=reader.email, topic="news")

    _first, mail = mails_of(to=readers, topic="news", text="word " * 500)

    assert on_the_wire(mail.message()) == made_alone(mail)


def test_a_date_in_the_text_that_could_be_a_blank_is_kept(mails_of):
    blank = "Mon, 01 Jan 0001 00:00:00 +0000"

    _first, mail = mails_of(to=RecipientFactory.build_batch(2), text=blank)

    assert on_the_wire(mail.message()) == made_alone(mail)
