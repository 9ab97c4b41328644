"""Everybody gets every mail, whatever dies on the way."""

import signal
from collections import Counter

import redis

from portal.common import embedded
from tests.common.until import until

READERS = 400

QUEUE = """
import json, sys
from portal.mail import outbox
from portal.mail.letters import Letter, Recipient
name, number = sys.argv[1], int(sys.argv[2])
to = [Recipient(f"{name}.{n}@example.org") for n in range(number)]
outbox.queue(Letter(kind="trial", about=name, version="1", subject="Trial", text="Text", to=to))
print(json.dumps(number))
"""
STATES = """
import json
from django.db.models import Count
from portal.mail.models import Delivery
print(json.dumps(dict(Delivery.objects.values_list("state").annotate(Count("pk")))))
"""
# What a killed worker held is free once its lease is over: as if that time had passed.
END_LEASES = """
import datetime, json
from django.db.models import F
from portal.mail.models import Claim
past = datetime.timedelta(minutes=11)
print(json.dumps(Claim.objects.update(held_at=F("held_at") - past)))
"""
NOTHING_WAITS = """
import datetime, json
from django.db.models import F
from portal.mail.models import Delivery
from portal.mail.tasks import deliver_due
Delivery.objects.filter(state="retrying").update(due_at=F("queued_at"))
deliver_due.delay()
print(json.dumps(True))
"""


def readers(name, number=READERS):
    return {f"{name}.{n}@example.org" for n in range(number)}


def until_all_are_sent(portal, number, seconds=180):
    """Wait until so many deliveries are sent; pauses between tries pass at once."""

    def all_are_sent():
        portal.run(NOTHING_WAITS)
        return portal.run(STATES) == {"sent": number}

    until(all_are_sent, seconds)


def test_a_worker_killed_three_times_costs_nobody_a_mail_and_at_most_three_come_twice(portal, sink):
    portal.run(QUEUE, "killed", str(READERS))
    for part in (1, 2, 3):
        assert sink.wait_for(part * READERS // 4, seconds=120)
        portal.kill_workers()
        portal.run(END_LEASES)

    until_all_are_sent(portal, READERS)

    times = Counter(sink.received)
    assert set(times) == readers("killed")
    twice = [address for address, number in times.items() if number > 1]
    assert len(twice) <= 3
    for address in twice:
        copies = [mail for mail in sink.mails if address in mail["To"]]
        assert len({mail["Message-ID"] for mail in copies}) == 1


def test_redis_flushed_and_killed_while_announcing_costs_nobody_a_mail(portal, sink):
    portal.run(QUEUE, "before", str(READERS))
    assert sink.wait_for(READERS // 4, seconds=120)

    server = portal.redis()
    redis.Redis.from_url(embedded.redis_url(portal.data_dir)).flushall()
    server.send_signal(signal.SIGSTOP)
    portal.run(QUEUE, "meanwhile", str(READERS))
    server.kill()

    until_all_are_sent(portal, 2 * READERS)
    assert Counter(sink.received) == dict.fromkeys(readers("before") | readers("meanwhile"), 1)


def test_postgresql_restarted_while_announcing_costs_nobody_a_mail(portal, sink):
    portal.run(QUEUE, "restart", str(READERS))
    for part in (1, 2):
        assert sink.wait_for(part * READERS // 3, seconds=120)
        server = portal.postgres()
        server.send_signal(signal.SIGQUIT)  # at once, without good-bye to anybody
        server.wait(30)
        until(portal.is_ready, seconds=60)
        portal.run(END_LEASES)

    until_all_are_sent(portal, READERS)

    times = Counter(sink.received)
    assert set(times) == readers("restart")
    # What was in flight when the database went may come again, as the same mail.
    assert sum(number - 1 for number in times.values()) <= 4
