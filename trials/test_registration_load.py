"""A thousand people want a hundred places, over HTTP, at the same time."""

import random
import re
from collections import Counter

from trials import crowd
from trials.conftest import behind_a_proxy
from trials.crowd import Person, all_at_once
from trials.lecture import Lecture
from trials.postbox import text_of

PEOPLE, PLACES, LEAVING = 1000, 100, 50
PLACE, WAITING, OFFER = "You have a place", "You are on the waiting list", "A place for you"
IN_MAIL = re.compile(r"You are number (\d+) in line")
SEED = 5


def everybody_registers(portal, lecture, postbox, people):
    """Have each ask, read the link in the mail and press the button; return the seconds."""

    def register(browser, person):
        crowd.ask(browser, person, lecture.slug)
        person.token = postbox.wait_for_link(person.email)
        if person.token:
            crowd.confirm(browser, person)

    return all_at_once(portal.port, people, register)


def until_all_is_sent(lecture, postbox):
    """Wait at the mail server, which costs the portal nothing, until every letter is there."""
    letters = sum(len(kinds) for kinds in lecture.facts()["letters"].values())
    assert postbox.wait_for(letters, seconds=300)


# What is wrong, as sentences; each looks at one promise.


def wrong_answers(people):
    statuses = Counter(status for person in people for status in person.answers)
    return [f"{n} answers {status}" for status, n in statuses.items() if status not in (200, 302)]


def wrong_states(facts, people, places):
    rows = facts["rows"]
    states = [
        one["state"] for one in sorted(rows.values(), key=lambda row: row["line_number"] or 0)
    ]
    expected = ["confirmed"] * places + ["waiting"] * (len(people) - places)
    if states != expected or facts["taken"] != places:
        yield f"not as it should be: {Counter(states)}, {facts['taken']} places taken"
    if sorted(one["line_number"] or 0 for one in rows.values()) != list(range(1, len(people) + 1)):
        yield "the numbers in line are not 1, 2, 3 …"


def wrong_order(facts, people):
    """Whoever was answered before somebody else pressed the button stands before them."""
    number = {person.number: facts["rows"][person.email]["line_number"] or 0 for person in people}
    came = [person for person in people if person.answered]
    answered = sorted(came, key=lambda person: person.answered)
    last, at = 0, 0
    for person in sorted(came, key=lambda person: person.sent):
        while answered[at].answered < person.sent:
            last = max(last, number[answered[at].number])
            at += 1
        if number[person.number] < last:
            yield f"person {person.number} stands before somebody who was there earlier"


def wrong_positions(facts, people, postbox, places):
    """The waiting list is numbered 1, 2, 3 … in mails and on pages, as it stands in the database."""
    rows = facts["rows"]
    told = {}
    for person in people:
        for mail in postbox.titled(person.email, WAITING):
            told[person.email] = int(IN_MAIL.search(text_of(mail))[1])
            if told[person.email] != (rows[person.email]["line_number"] or 0) - places:
                yield f"person {person.number} was told {told[person.email]}"
        if person.position != told.get(person.email):
            yield f"person {person.number} read {person.position} on the page"
    if sorted(told.values()) != list(range(1, len(people) - places + 1)):
        yield "the positions in the mails are not 1, 2, 3 …"


def wrong_mails(people, postbox, places):
    for person in people:
        titles = [
            sum(mail["Subject"].startswith(beginning) for mail in postbox.of[person.email])
            for beginning in (PLACE, WAITING)
        ]
        if sum(titles) != 1:
            yield f"person {person.number} got {titles}"
    number = sum(bool(postbox.titled(person.email, PLACE)) for person in people)
    if number != places:
        yield f"{number} were told that they have a place"


def all_that_is_wrong(facts, people, postbox, places):
    return [
        *wrong_answers(people),
        *wrong_states(facts, people, places),
        *wrong_order(facts, people),
        *wrong_positions(facts, people, postbox, places),
        *wrong_mails(people, postbox, places),
    ]


def test_a_thousand_people_share_a_hundred_places_in_the_order_of_arrival(crowded, postbox, report):
    people = [Person(number) for number in range(PEOPLE)]
    lecture = Lecture(crowded, PLACES)
    seconds = everybody_registers(crowded, lecture, postbox, people)
    until_all_is_sent(lecture, postbox)
    report(f"{PEOPLE} people asked, read their mail and confirmed in {seconds:.1f} s:")
    report(f"{PEOPLE / seconds:.0f} registrations, {3 * PEOPLE / seconds:.0f} requests a second")

    assert all_that_is_wrong(lecture.facts(), people, postbox, PLACES) == []

    some_leave_while_everybody_is_written_to(crowded, lecture, postbox, people, report)


def some_leave_while_everybody_is_written_to(running, lecture, postbox, people, report):
    """Fifty give their place back: the first fifty in line are asked, each once, and nobody else."""
    rows = lecture.facts()["rows"]
    line = sorted(people, key=lambda person: rows[person.email]["line_number"])
    holders, waiting = line[:PLACES], line[PLACES:]
    leaving = random.Random(SEED).sample(holders, LEAVING)
    lecture.move_to_another_room()
    before = len(postbox.mails)

    seconds = all_at_once(running.port, leaving, crowd.cancel)
    meanwhile = len(postbox.mails) - before
    until_all_is_sent(lecture, postbox)

    report(f"{LEAVING} left within {seconds:.1f} s; {meanwhile} mails went out meanwhile")
    facts = lecture.facts()
    of_state = {
        state: {email for email, row in facts["rows"].items() if row["state"] == state}
        for state in ("cancelled", "confirmed", "offered", "waiting")
    }
    asked = {person.email for person in waiting[:LEAVING]}
    assert wrong_answers(people) == []
    assert of_state["cancelled"] == {person.email for person in leaving}
    assert of_state["confirmed"] == {person.email for person in holders} - of_state["cancelled"]
    assert of_state["offered"] == asked
    assert facts["taken"] == PLACES
    offers = {person.email: len(postbox.titled(person.email, OFFER)) for person in people}
    assert offers == {person.email: int(person.email in asked) for person in people}
    told = Counter(kind for kinds in facts["letters"].values() for kind in kinds)
    assert told.pop("confirm") == PEOPLE
    assert told == {"place": 100, "waiting": 900, "event-changed": 1000} | {
        "cancelled": LEAVING,
        "place-offered": LEAVING,
    }


def test_without_the_lock_the_same_trial_fails(postbox, report):
    people, places = [Person(number) for number in range(PEOPLE // 5)], PLACES // 5
    with behind_a_proxy(postbox, DJANGO_SETTINGS_MODULE="trials.no_lock") as running:
        lecture = Lecture(running, places)
        everybody_registers(running, lecture, postbox, people)
        until_all_is_sent(lecture, postbox)
        facts = lecture.facts()

    wrong = all_that_is_wrong(facts, people, postbox, places)
    report(f"Without the lock: {wrong[:3]}, {len(wrong)} things wrong")
    assert any(re.fullmatch(r"\d+ answers 500", one) for one in wrong)
    assert list(wrong_states(facts, people, places))
    # Even then nobody is overbooked: the database refuses it.
    assert facts["taken"] <= places
