"""A web process dies in the middle of a registration: all of it happened, or nothing did."""

import contextlib
import http.client
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg2

from portal.common import embedded
from tests.common.until import until
from trials import crowd
from trials.crowd import Browser, Person, all_at_once
from trials.lecture import Lecture
from trials.portal import kill

PEOPLE, PLACES, KILLS, SEED = 200, 40, 5, 7
# Whoever holds these makes a request wait: before it has written anything, and when the registration is
# written but not yet the letter.
HOLDS = [
    "SELECT 1 FROM events_event FOR NO KEY UPDATE",
    "LOCK TABLE mail_message IN SHARE MODE",
]
WAITING = "SELECT pid FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
LIVE = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY (%s)"
WITHOUT_ANSWER = (OSError, http.client.HTTPException)


def try_to(act, portal, person, *arguments):
    """Act for this person on a new connection; tell whether there was an answer."""
    browser = Browser(portal.port)
    until(browser.open, seconds=60)  # a portal that takes no connection has not been asked
    try:
        act(browser, person, *arguments)
    except WITHOUT_ANSWER:
        return False
    finally:
        browser.close()
    return True


def part_done(row, letters):
    """Return what was done for somebody, "nothing", "asked" or "confirmed"; fail where it is half done."""
    if row is None:
        assert letters == []
        return "nothing"
    if row["state"] == "unconfirmed":
        assert (row["steps"], row["line_number"], letters) == ([], None, ["confirm"])
        return "asked"
    outcome = {"confirmed": "place", "waiting": "waiting"}[row["state"]]
    assert (row["steps"], letters) == ([row["state"]], ["confirm", outcome])
    assert row["line_number"]
    return "confirmed"


def test_web_processes_killed_at_any_moment_leave_nothing_half_done(crowded, postbox, report):
    people = [Person(number) for number in range(PEOPLE)]
    lecture = Lecture(crowded, PLACES)
    chance = random.Random(SEED)
    answered = {"asked": set(), "confirmed": set()}
    over = threading.Event()

    def register(_browser, person):
        if not try_to(crowd.ask, crowded, person, lecture.slug):
            return
        answered["asked"].add(person.number)
        person.token = postbox.wait_for_link(person.email)
        if try_to(crowd.confirm, crowded, person):
            answered["confirmed"].add(person.number)

    def kill_now_and_then():
        for moment in sorted(chance.sample(range(PEOPLE), KILLS)):
            until(lambda at=moment: len(answered["asked"]) >= at or over.is_set(), seconds=120)
            until(lambda: len(crowded.web_processes()) == 2, seconds=60)
            kill(chance.choice(crowded.web_processes()))

    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(kill_now_and_then)
        all_at_once(crowded.port, people, register, connections=16)
        over.set()
        killing.result()
    until(lambda: len(crowded.web_processes()) == 2, seconds=60)

    facts = lecture.facts()
    rows, letters = facts["rows"], facts["letters"]
    done = {
        one.number: part_done(rows.get(one.email), letters.get(one.email, [])) for one in people
    }
    for number in answered["asked"]:
        assert done[number] in ("asked", "confirmed")
    for number in answered["confirmed"]:
        assert done[number] == "confirmed"
    dropped = [one for one in people if one.number not in answered["confirmed"]]
    assert dropped
    came = [row for row in rows.values() if row["line_number"]]
    assert sorted(row["line_number"] for row in came) == list(range(1, len(came) + 1))
    assert facts["taken"] == min(PLACES, len(came))
    assert sum(row["state"] == "confirmed" for row in came) == facts["taken"]
    report(f"{KILLS} kills, {len(dropped)} of {PEOPLE} people without an answer: ")
    report(", ".join(sorted(f"{one.number} {done[one.number]}" for one in dropped)))


def test_web_processes_killed_inside_the_transaction_leave_nothing_of_it(crowded, postbox):
    lecture = Lecture(crowded, PLACES)

    for number, hold in enumerate(HOLDS):
        person = Person(number)
        killed_while_held(crowded, hold, crowd.ask, person, lecture.slug)
        assert of(lecture, person) == "nothing"

        assert try_to(crowd.ask, crowded, person, lecture.slug)
        person.token = postbox.wait_for_link(person.email)
        killed_while_held(crowded, hold, crowd.confirm, person)
        assert of(lecture, person) == "asked"

        assert try_to(crowd.confirm, crowded, person)
        assert of(lecture, person) == "confirmed"


def killed_while_held(portal, hold, act, person, *arguments):
    """Act, and end all web processes while the act waits inside its transaction for what is held."""
    with database(portal) as holding, database(portal) as watching, ThreadPoolExecutor(1) as pool:
        watching.autocommit = True
        ask_for(holding, hold)
        acting = pool.submit(try_to, act, portal, person, *arguments)
        waiting = until(lambda: waiting_for(holding, watching))
        portal.kill_web_processes()
        assert acting.result() is False
        holding.rollback()
        until(lambda: ask_for(watching, LIVE, waiting) == [0])
    until(portal.is_ready, seconds=60)


def database(portal):
    return contextlib.closing(psycopg2.connect(embedded.database_url(portal.data_dir)))


def waiting_for(holding, watching):
    """Return the pids of the connections that wait for what this one holds."""
    return ask_for(watching, WAITING, holding.info.backend_pid)


def ask_for(connection, question, *facts):
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return [first for first, *_rest in cursor.fetchall()] if cursor.description else []


def of(lecture, person):
    facts = lecture.facts()
    return part_done(facts["rows"].get(person.email), facts["letters"].get(person.email, []))
