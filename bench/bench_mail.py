"""How fast a letter to thousands leaves, against a bare loop that sends the same mails."""

import resource
from statistics import median
from time import perf_counter

import pytest
from django.core.mail import get_connection

from portal.mail import envelope, outbox
from portal.mail.models import Delivery, State
from portal.mail.sheets import Letterhead
from portal.mail.standing import Standing
from portal.mail.tasks import deliver_due
from tests.factories.mail import LetterFactory, RecipientFactory, SubscriptionFactory

READERS, ROUNDS = 5000, 2


@pytest.mark.django_db(transaction=True)
def bench_a_letter_to_five_thousand(mail_server, report):
    queue()
    mails = composed()
    ratios = []
    for _ in range(ROUNDS):
        bare, memory = seconds(lambda: send_bare(mails)), resident()
        ours = seconds(deliver_due)
        assert Delivery.objects.filter(state=State.SENT).count() == READERS
        ratios.append(bare / ours)
        report(
            f"{READERS} mails: bare loop {READERS / bare:.0f}/s, outbox {READERS / ours:.0f}/s, "
            f"ratio {bare / ours:.2f}, memory +{(resident() - memory) / 1024:.1f} MB"
        )
        Delivery.objects.update(state=State.QUEUED, sent_at=None, attempts=0)
    report(f"median ratio {median(ratios):.2f} (wanted: at least 0.80)")


def queue():
    """Queue one letter to subscribers of a topic, each with the link to end it."""
    recipients = RecipientFactory.build_batch(READERS)
    subscriptions = [SubscriptionFactory.build(email=one.email, topic="news") for one in recipients]
    type(subscriptions[0]).objects.bulk_create(subscriptions)
    text = "\n\n".join(
        ["A paragraph with a formula, $x^2$, and a [link](https://example.org)."] * 5
    )
    letter = LetterFactory(to=recipients, topic="news", text=text)
    outbox.queue(letter)


def composed():
    deliveries = list(Delivery.objects.prefetch_related("message").order_by("pk"))
    standing, letterhead = Standing(deliveries), Letterhead()
    mails = [envelope.compose(delivery, standing, letterhead, None) for delivery in deliveries]
    for mail in mails:
        mail.form = None  # each made by itself, as a loop without the outbox would
    return mails


def send_bare(mails):
    connection = get_connection()
    connection.open()
    for mail in mails:
        connection.send_messages([mail])
    connection.close()


def seconds(work):
    began = perf_counter()
    work()
    return perf_counter() - began


def resident():
    """The most memory this process has had so far, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
