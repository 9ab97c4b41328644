"""Uploads that go wrong on the way, against the portal as it runs: nothing of them is stored."""

import http.client
import re
import socket

MEGABYTE = 1024 * 1024
MAKE = """
import datetime, json
from django.conf import settings
from django.test import Client
from django.utils import timezone
from events import organising
from events.models import Event, Speaker, Talk
from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.models import Person
user = User.objects.create_user("speaker@example.org", "a phrase of theirs", name="Sample Speaker")
user.grant(Role.MEMBER)
person = Person.objects.create(name=user.name, slug="sample-speaker", user=user)
event = organising.create(Event(
    title="Sample workshop", kind="workshop", starts_at=timezone.now() + datetime.timedelta(days=1)))
organising.publish(event)
talk = Talk.objects.create(event=event, title="Sample talk")
Speaker.objects.create(talk=talk, name=user.name, person=person)
client = Client()
client.force_login(user)
cookie = settings.SESSION_COOKIE_NAME
print(json.dumps([talk.pk, f"{cookie}={client.cookies[cookie].value}"]))
"""
STORED = """
import json
from django.conf import settings
from events.slides.models import Version
folder = settings.MEDIA_ROOT / "slides"
files = [path.name for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
print(json.dumps([Version.objects.count(), files]))
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
BOUNDARY = "sample"


class Speaker:
    """A member who is signed in and uploads slides of a talk."""

    def __init__(self, portal):
        self.portal = portal
        talk, self.cookie = portal.run(MAKE)
        self.path = f"/talks/{talk}/slides/"
        answer = self.answer("GET", headers={"Cookie": self.cookie})
        self.token = TOKEN.search(answer.text)[1]
        self.cookie += "; " + answer.cookie.split(";")[0] if answer.cookie else ""

    def answer(self, method, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=120)
        connection.request(method, self.path, body, headers or self.headers)
        answer = connection.getresponse()
        answer.text, answer.cookie = answer.read().decode(), answer.getheader("Set-Cookie")
        connection.close()
        return answer

    @property
    def headers(self):
        return {
            "Cookie": self.cookie,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Origin": f"http://127.0.0.1:{self.portal.port}",
        }

    def form(self, content, name="slides.pdf"):
        """Return the form as a browser sends it, the file before the terms."""
        disposition = "Content-Disposition: form-data; name"
        fields = {
            "csrfmiddlewaretoken": self.token,
            "release": "now",
            "licence": "cc-by-4.0",
        }
        terms = "".join(
            f'--{BOUNDARY}\r\n{disposition}="{field}"\r\n\r\n{value}\r\n'
            for field, value in fields.items()
        )
        head = f'--{BOUNDARY}\r\n{disposition}="file"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
        return head.encode() + content + b"\r\n" + terms.encode() + f"--{BOUNDARY}--\r\n".encode()

    def send_half(self, body):
        """Send half of a request, and break the connection off."""
        head = [f"POST {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.portal.port}"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        head.append(f"Content-Length: {len(body)}")
        with socket.create_connection(("127.0.0.1", self.portal.port), timeout=60) as connection:
            connection.sendall("\r\n".join([*head, "", ""]).encode())
            connection.sendall(body[: len(body) // 2])


def pdf(megabytes):
    return b"%PDF-1.7\n" + b"0" * (megabytes * MEGABYTE) + b"\n%%EOF\n"


def test_an_upload_broken_off_stores_nothing_and_the_next_one_is_taken(portal):
    speaker = Speaker(portal)
    whole = speaker.form(pdf(20))

    for _time in range(5):
        speaker.send_half(whole)

    assert speaker.answer("GET").status == 200
    assert portal.run(STORED) == [0, []]

    assert speaker.answer("POST", whole).status == 302
    versions, files = portal.run(STORED)
    assert versions == len(files) == 1


def test_a_file_of_sixty_megabytes_is_refused_in_words_and_not_stored(portal):
    speaker = Speaker(portal)

    answer = speaker.answer("POST", speaker.form(pdf(60)))

    assert answer.status == 200
    assert "at most 50" in answer.text
    assert portal.run(STORED) == [0, []]


def test_a_name_with_ways_out_of_its_folder_leads_nowhere(portal):
    speaker = Speaker(portal)

    answer = speaker.answer("POST", speaker.form(pdf(1), name="../../../../settings.pdf"))

    assert answer.status == 302
    _versions, (stored,) = portal.run(STORED)
    assert "settings" not in stored
    assert not list(portal.data_dir.rglob("settings.pdf"))
