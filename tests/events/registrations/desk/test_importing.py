import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.registrations import importing, registering
from events.registrations.importing import Outcome
from events.registrations.models import Registration, State
from portal.mail.models import Delivery
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

LIST = """Name;Affiliation;E-mail
Ada Sample;Uni Köln;ada@example.org
Bob Sample;;bob@example.org
Eve Sample;;EVE@example.org
Nobody;;nobody
;;x@example.org
Ada again;;Ada@Example.org
Known;;known@example.org
"""


@pytest.fixture
def event(event):
    """An event with one place left, for which one address is registered."""
    RegistrationFactory(event=event, email="known@example.org")
    return event


@pytest.fixture
def send(event, client):
    def send(**typed):
        return client.post(desk("import", event), typed, follow=True)

    return send


def seen(response):
    return response.context["form"].digest


def outcomes(response):
    return [step.outcome for step in response.context["form"].steps]


def test_the_preview_says_what_becomes_of_each_row_and_stores_nothing(send):
    response = send(people=LIST)

    assert outcomes(response) == [
        Outcome.PLACE,
        Outcome.WAITS,
        Outcome.WAITS,
        Outcome.UNREADABLE,
        Outcome.UNREADABLE,
        Outcome.AGAIN,
        Outcome.KNOWN,
    ]
    html = page(response)
    assert "E-mail address: Enter a valid email address." in html
    assert "Name: This field is required." in html
    assert "Register 3 people" in html
    assert Registration.objects.count() == 1
    assert not Delivery.objects.exists()


def test_what_was_seen_is_done_with_one_letter_each(event, organiser, send, letters):
    previewed = send(people=LIST)

    html = page(send(people=LIST, seen=seen(previewed), then="send"))

    found = Registration.objects.exclude(email_key="known@example.org").order_by("line_number")
    assert list(found.values_list("name", "affiliation", "email", "state")) == [
        ("Ada Sample", "Uni Köln", "ada@example.org", State.CONFIRMED),
        ("Bob Sample", "", "bob@example.org", State.WAITING),
        ("Eve Sample", "", "EVE@example.org", State.WAITING),
    ]
    assert letters() == [
        ("place", "ada@example.org"),
        ("waiting", "bob@example.org"),
        ("waiting", "EVE@example.org"),
    ]
    assert found[0].steps.get().by == organiser
    assert "3 people are registered" in html


def test_a_file_does_as_well_and_is_carried_to_the_second_button(send):
    file = SimpleUploadedFile("list.csv", LIST.encode("cp1252"))
    previewed = send(file=file)

    form = previewed.context["form"]
    send(people=form["people"].value(), seen=form.digest, then="send")

    assert Registration.objects.count() == 4
    assert Registration.objects.get(name="Ada Sample").affiliation == "Uni Köln"


def test_without_the_preview_nothing_is_done(send):
    assert "This is not what you had seen before" in page(send(people=LIST, then="send"))
    assert Registration.objects.count() == 1


def test_a_list_that_was_changed_after_the_preview_is_shown_anew(send):
    previewed = send(people=LIST)

    response = send(people=LIST.replace("Bob", "Rob"), seen=seen(previewed), then="send")

    assert "This is not what you had seen before" in page(response)
    assert Registration.objects.count() == 1


def test_if_the_place_has_gone_meanwhile_the_preview_says_so(event, send):
    previewed = send(people=LIST)
    RegistrationFactory(event=event)

    response = send(people=LIST, seen=seen(previewed), then="send")

    assert "This is not what you had seen before" in page(response)
    assert outcomes(response)[0] == Outcome.WAITS
    assert Registration.objects.count() == 2


def test_who_registers_between_two_batches_is_not_overtaken_and_the_rest_is_shown_again(
    event, send, monkeypatch
):
    monkeypatch.setattr(importing, "BATCH", 1)
    event.capacity = 3
    event.save()
    previewed = send(people=LIST)
    add = registering.add

    def add_and_let_somebody_in(event, **facts):
        add(event, **facts)
        RegistrationFactory(
            event=event, line_number=100
        )  # takes the place that the next one was to get

    monkeypatch.setattr(registering, "add", add_and_let_somebody_in)
    response = send(people=LIST, seen=seen(previewed), then="send")

    assert "Meanwhile something else would come of it." in page(response)
    assert outcomes(response)[:3] == [Outcome.KNOWN, Outcome.WAITS, Outcome.WAITS]
    event.refresh_from_db()
    assert event.places_taken == 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Nobody is named here."),
        ({"people": "a,b\n\0"}, "Null characters are not allowed."),
        ({"people": "Name,Affiliation\nAda,Uni"}, "No column is named"),
        ({"file": SimpleUploadedFile("list.xlsx", b"PK\3\4")}, "Save the list as CSV"),
        ({"file": SimpleUploadedFile("list.csv", b"")}, "Nobody is named here."),
        ({"file": SimpleUploadedFile("list.csv", b"x" * 1_100_000)}, "larger than 1 MB"),
        ({"people": "E-mail\n" + "a@example.org\n" * 2001}, "At most 2000 people"),
        ({"people": LIST, "then": "lost"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_told(send, typed, told):
    html = page(send(**typed))

    assert told in html
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("name", ["<b>Ada", "=1+1", "محمد الفارسي", "🙂", "a" * 199, "\u202eevil"])
def test_whatever_is_written_as_a_name_is_shown_and_stored_as_it_is(send, name):
    text = f'Name,E-mail\n"{name}",ada@example.org'
    previewed = send(people=text)

    send(people=text, seen=seen(previewed), then="send")

    assert "<b>" not in page(previewed)
    assert Registration.objects.filter(email="ada@example.org").exists()


def test_for_an_event_that_is_over_nobody_is_registered(client):
    event = EventFactory(registrations=True, past=True)
    previewed = client.post(desk("import", event), {"people": LIST})

    typed = {"people": LIST, "seen": seen(previewed), "then": "send"}
    html = page(client.post(desk("import", event), typed))

    assert "Nobody can be registered" in html
    assert not event.registrations.exists()


def test_of_a_hybrid_event_each_kind_of_place_is_counted(hybrid, client):
    rows = [f"{n}@example.org,{(n % 2 and 'online') or 'vor Ort'}" for n in range(8)]
    text = "\n".join(["E-mail,Teilnahme,Name", *(f"{row},Sample" for row in rows)])

    previewed = client.post(desk("import", hybrid), {"people": text})
    typed = {"people": text, "seen": seen(previewed), "then": "send"}
    client.post(desk("import", hybrid), typed)

    hybrid.refresh_from_db()
    assert outcomes(previewed).count(Outcome.PLACE) == 5
    assert (hybrid.places_taken, hybrid.online_places_taken) == (2, 3)


def test_what_a_preview_costs_does_not_depend_on_how_many_there_are(
    send, django_assert_num_queries
):
    def preview(number):
        rows = "\n".join(f"Sample {n},{n}@example.org" for n in range(number))
        send(people=f"Name,E-mail\n{rows}")

    preview(1)
    with django_assert_num_queries(7):
        preview(2)
    with django_assert_num_queries(7):
        preview(300)
