"""Whatever is posted to register: a message at the field, everything kept, nothing stored; never an error."""

import re
from email import message_from_bytes
from email.policy import default
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.html import escape

from events.models import Event
from events.questions.models import Kind
from events.registrations.models import Registration, State
from portal.mail.tasks import deliver_due
from tests.events.registrations.conftest import ADA
from tests.factories.consents import ConsentTextFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db

UNREADABLE = "signs that cannot be read"
TOO_LONG = "at most"
NO_ADDRESS = "Enter a valid email address."
NO_CHOICE = "Select a valid choice."
REQUIRED = "This field is required."

# Posted to each field of one line as these bytes; the message that answers them.
NONSENSE = {
    "ten thousand characters": (b"x" * 10_000, TOO_LONG),
    "nul": (b"a\0b", UNREADABLE),
    "escape": (b"a\x1b[31mb", UNREADABLE),
    "lone surrogate": (b"a\xed\xa0\x80b", UNREADABLE),
    "no utf-8": (b"a\xff\xfe\xe4b", UNREADABLE),
    "half a character": ("ü".encode()[:1], UNREADABLE),
}
NAMES = {
    "emoji": "🎓 Sample 👩‍🔬 🫨",
    "right to left": "عينة علی‌رضا",
    "right to left and left to right": "דוגמה Sample (עברית)",
    "script": "<script>alert(1)</script>",
    "template": "{{ settings.SECRET_KEY }} {% debug %}",
    "markup": "[Sample](https://evil.example) **bold**",
}


@pytest.fixture
def event(db):
    """A hybrid event with a question of each kind and a text to agree to."""
    return EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=2, online_capacity=2)


@pytest.fixture
def questions(event):
    return {kind: QuestionFactory(event=event, kind=kind, is_required=True) for kind in Kind}


@pytest.fixture
def text(db):
    return ConsentTextFactory(published=True)


@pytest.fixture
def facts(questions, text):
    """What a visitor fills in rightly, as (name, value)."""
    answers = {
        "text": "Bread",
        "number": "2.50",
        "yes-no": "yes",
        "choice": "Red",
        "choices": "Blue",
    }
    return ADA | {
        "wish": "either",
        **{f"question-{questions[kind].pk}": value for kind, value in answers.items()},
        "consent": "on",
        "consent_to": str(text.pk),
    }


def post(client, event, pairs):
    """Post these bytes as a form would be posted."""
    if isinstance(pairs, dict):
        pairs = list(pairs.items())
    body = "&".join(
        f"{quote_from_bytes(_bytes(name))}={quote_from_bytes(_bytes(value))}"
        for name, value in pairs
    )
    return client.post(
        reverse("registrations:register", args=[event.slug]),
        body,
        content_type="application/x-www-form-urlencoded",
    )


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode()


def error_at(response, name):
    """Return what the page says at a field."""
    found = re.search(rf'id="id_{name}_error"(.*?)</(?:ul|div)>', response.text, re.DOTALL)
    return found[1] if found else ""


def test_what_is_filled_in_rightly_is_stored(event, client, facts):
    assert "Look into your mail" in post(client, event, facts).text
    assert event.registrations.get().answers.count() == 5


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "member"])
@pytest.mark.parametrize("field", ["name", "affiliation", "text"])
@pytest.mark.parametrize(("nonsense", "message"), NONSENSE.values(), ids=NONSENSE)
def test_nonsense_in_a_line_is_named_at_its_field(
    event, client, member, facts, questions, field, nonsense, message, signed_in
):
    if signed_in:
        client.force_login(member)
    field = f"question-{questions[Kind.TEXT].pk}" if field == "text" else field

    response = post(client, event, facts | {field: nonsense})

    assert response.status_code == 200
    assert message in error_at(response, field)
    assert_typed_is_kept(response, facts | {field: nonsense.decode(errors="replace")})
    assert not Registration.objects.exists()


def assert_typed_is_kept(response, facts):
    for name in ("name", "affiliation", "email"):
        if f'name="{name}"' in response.text:
            assert f'value="{escape(facts[name])}"' in response.text
    assert re.search(r'value="either"[^>]*checked', response.text)
    assert re.search(r'value="Blue"[^>]*checked', response.text)


ADDRESSES = {
    **{kind: nonsense for kind, (nonsense, _message) in NONSENSE.items()},
    "line break": b"ada@example.org\r\nBcc: other@example.org",
    "line break alone": b"ada@exa\nmple.org",
    "two": b"ada@example.org, other@example.org",
    "turned": "ada\u202e@example.org".encode(),
    "emoji": "👩‍🔬@example.org".encode(),
    "angle brackets": b"Ada <ada@example.org>",
    "very long": b"a" * 64 + b"@" + b"b." * 200 + b"example.org",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_nonsense_for_an_address_is_named_at_its_field(event, client, facts, address):
    response = post(client, event, facts | {"email": address})

    assert response.status_code == 200
    assert re.search(f"{NO_ADDRESS}|{TOO_LONG}", error_at(response, "email"))
    assert_typed_is_kept(response, facts | {"email": address.decode(errors="replace")})
    assert not Registration.objects.exists()
    assert mail.outbox == []


CHOICES = [b"", b"purple", b"a\0b", b"\xff", b"x" * 10_000, "\u202e".encode(), b"-1"]


@pytest.mark.parametrize("value", CHOICES, ids=range(len(CHOICES)))
@pytest.mark.parametrize("field", ["wish", "yes-no", "choice", "choices"])
def test_what_cannot_be_chosen_is_named_at_its_field(event, client, facts, questions, field, value):
    field = field if field == "wish" else f"question-{questions[field].pk}"

    response = post(client, event, facts | {field: value})

    assert response.status_code == 200
    assert re.search(f"{NO_CHOICE}|{REQUIRED}", error_at(response, field))
    assert 'value="Sample Ada"' in response.text
    assert not Registration.objects.exists()


NUMBERS = [b"two", b"1e400", b"NaN", b"Infinity", b"1" * 10_000, b"\0", b"\xff", "٣\u202e".encode()]


@pytest.mark.parametrize("value", NUMBERS, ids=range(len(NUMBERS)))
def test_what_is_no_number_is_named_at_its_field(event, client, facts, questions, value):
    field = f"question-{questions[Kind.NUMBER].pk}"

    response = post(client, event, facts | {field: value})

    assert response.status_code == 200
    assert error_at(response, field)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "member"])
def test_every_field_that_is_missing_is_named(event, client, member, facts, signed_in):
    if signed_in:
        client.force_login(member)

    for name in set(facts) - {"affiliation", "consent_to"} - ({"email"} if signed_in else set()):
        response = post(client, event, {key: facts[key] for key in facts if key != name})

        assert response.status_code == 200
        assert error_at(response, name), name
    assert not Registration.objects.exists()


def test_nothing_at_all_is_answered_with_a_message_at_each_field(event, client, facts):
    response = post(client, event, {})

    assert response.status_code == 200
    for name in set(facts) - {"affiliation", "consent_to"}:
        assert error_at(response, name), name


def test_of_a_field_that_comes_twice_the_last_counts(event, client, facts):
    response = post(client, event, [*facts.items(), *(facts | {"name": "Sample Last"}).items()])

    assert response.status_code == 200
    assert event.registrations.get().name == "Sample Last"


@pytest.mark.parametrize("consent_to", [b"", b"x", b"\0", b"-1", b"9" * 400])
def test_agreeing_to_a_text_that_is_none_is_named(event, client, facts, consent_to):
    response = post(client, event, facts | {"consent_to": consent_to})

    assert response.status_code == 200
    assert "agree" in error_at(response, "consent")
    assert not Registration.objects.exists()


BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "signs": (b"\0\xff&=&=%zz&%&&==", "application/x-www-form-urlencoded"),
    "another encoding": (b"name=x", "application/x-www-form-urlencoded; charset=utf-16"),
    "an encoding that is none": (b"name=x", "application/x-www-form-urlencoded; charset=\xff"),
    "parts without end": (b"--x\r\nContent-Dis", "multipart/form-data; boundary=x"),
    "parts without boundary": (b"--x", "multipart/form-data"),
    "json": (b'{"name": "\\udce4"}', "application/json"),
    "a file for a name": (
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nAda\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
}


@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_form_is_refused_or_answered_with_messages(event, client, body, kind):
    url = reverse("registrations:register", args=[event.slug])
    response = client.generic("POST", url, body, content_type=kind)

    assert response.status_code in (200, 400)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_every_kind_are_taken_as_typed_and_shown_apart(event, client, facts, name):
    post(client, event, facts | {"name": name, "affiliation": name})

    registration = event.registrations.get()
    html = client.get(registration.get_absolute_url()).text
    assert (registration.name, registration.affiliation) == (name, name)
    assert html.count(f"<bdi>{escape(name)}</bdi>") == 2


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_every_kind_stand_in_the_header_of_a_mail_as_typed(event, client, name):
    registration = RegistrationFactory(event=event, state=State.UNCONFIRMED, name=name)
    client.post(reverse("registrations:confirm", args=[registration.token]))

    deliver_due()

    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    [to] = sent["To"].addresses
    assert (to.display_name, to.addr_spec) == (name, registration.email)
    assert set(sent.keys()) & {"Bcc", "Cc"} == set()


def test_marks_that_turn_the_direction_leave_a_name(event, client, facts):
    post(client, event, facts | {"name": "Sample\u202e adA \u2066\u200fEnd\u2069"})

    assert event.registrations.get().name == "Sample adA End"


def test_a_line_break_in_a_name_becomes_a_blank(event, client, facts):
    post(client, event, facts | {"name": "Sample\r\nBcc: victim@example.org"})

    assert event.registrations.get().name == "Sample Bcc: victim@example.org"


def test_correcting_answers_takes_no_nonsense_either(event, client, questions):
    registration = RegistrationFactory(event=event)
    url = reverse("registrations:correct", args=[registration.token])

    for nonsense, message in NONSENSE.values():
        body = urlencode({"name": nonsense, "affiliation": nonsense})
        response = client.post(url, body, content_type="application/x-www-form-urlencoded")

        assert response.status_code == 200
        assert message in error_at(response, "name")
        assert message in error_at(response, "affiliation")
    registration.refresh_from_db()
    assert registration.name.startswith("Sample Participant")
