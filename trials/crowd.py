"""People who register over HTTP, many at once, each on a connection and with a mailbox."""

import http.client
import queue
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

CONNECTIONS = 64
POSITION = re.compile(r"You\s+are (\d+)\w\w in\s+line")


@dataclass
class Person:
    """Somebody who wants to come: what they sent, and what they were answered."""

    number: int
    answers: list[int] = field(default_factory=list)  # the status of each
    token: str | None = None
    sent: float = 0.0
    answered: float = 0.0
    position: int | None = None  # on the waiting list, as the page said

    @property
    def email(self):
        return f"person.{self.number}@example.org"

    @property
    def place(self):
        """Where they sit: nobody shares a network address with a whole crowd."""
        return f"10.0.{self.number // 250}.{self.number % 250 + 1}"


class Browser:
    """One connection to the portal, kept open as a proxy in front would do."""

    def __init__(self, port):
        self.port = port
        self.connection = None

    def open(self):
        """Connect; tell whether the portal takes the connection."""
        self.connection = self._new()
        try:
            self.connection.connect()
        except OSError:
            return False
        return True

    def _new(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def send(self, person, method, path, facts=None):
        """Return the status, the text and where it leads; raise OSError or HTTPException without answer."""
        if self.connection is None:
            self.connection = self._new()
        headers = {"X-Forwarded-For": person.place}
        if facts is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(
                method, path, None if facts is None else urlencode(facts), headers
            )
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        person.answers.append(answer.status)
        return answer.status, text, answer.headers["Location"]

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def all_at_once(port, people, act, connections=CONNECTIONS):
    """Have each person act, `act(browser, person)`, over so many connections; return the seconds."""
    waiting: queue.SimpleQueue[Person] = queue.SimpleQueue()
    for person in people:
        waiting.put(person)
    ready = threading.Barrier(connections + 1)

    def connection():
        browser = Browser(port)
        ready.wait()
        try:
            while True:
                act(browser, waiting.get_nowait())
        except queue.Empty:
            browser.close()

    with ThreadPoolExecutor(connections) as pool:
        done = [pool.submit(connection) for _number in range(connections)]
        ready.wait()
        began = time.monotonic()
        for one in done:
            one.result()
    return time.monotonic() - began


def ask(browser, person, slug):
    """Fill in the form of an event."""
    facts = {"name": f"Sample Person {person.number}", "email": person.email}
    browser.send(person, "POST", f"/events/{slug}/register/", facts)


def confirm(browser, person):
    """Press the button on the page of the link, and read what the page then says."""
    browser.close()  # a link in a mail opens a connection of its own
    person.sent = time.monotonic()
    status, _text, path = browser.send(
        person, "POST", f"/registrations/{person.token}/confirm/", {}
    )
    person.answered = time.monotonic()
    if status == http.client.FOUND:
        said = POSITION.search(browser.send(person, "GET", path)[1])
        person.position = int(said[1]) if said else None


def cancel(browser, person):
    browser.send(person, "POST", f"/registrations/{person.token}/cancel/", {})
