"""An announcement to those who were chosen in the list of registrations."""

import pytest
from django.urls import reverse

from events.announcements import audience, sending
from events.announcements.models import Announcement, Choice
from events.registrations.models import State
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def three():
    """Three at one event: a place, a place, one who waits."""
    event = EventFactory(
        registrations=True, title="Sample $x^2$", join_link="https://meet.example.org/"
    )
    states = [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    return [
        RegistrationFactory(event=event, state=state, name=f"Sample {n}", email=f"{n}@example.org")
        for n, state in enumerate(states)
    ]


@pytest.fixture
def write(client):
    def write(event, **said):
        return client.post(reverse("selection-desk:write", args=[event.slug]), said, follow=True)

    return write


def reached(announcement):
    return [reader.address for reader in audience.reached(announcement)]


def test_those_who_were_ticked_are_written_to_and_nobody_else(three, organiser, write):
    response = write(three[0].event, pk=[three[0].pk, three[2].pk])

    announcement = Announcement.objects.get()
    assert response.redirect_chain[-1][0] == f"{announcement.get_absolute_url()}edit/"
    assert "Who was chosen in the list of registrations (2)" in response.content.decode()
    assert announcement.created_by == organiser
    assert reached(announcement) == ["0@example.org", "2@example.org"]
    assert not Delivery.objects.exists()


def test_all_that_match_the_filter_are_written_to(three, write):
    write(three[0].event, everybody="on", state="confirmed")

    assert reached(Announcement.objects.get()) == ["0@example.org", "1@example.org"]


def test_who_registers_later_is_not_among_them(three, write):
    write(three[0].event, everybody="on")
    RegistrationFactory(event=three[0].event)

    assert len(reached(Announcement.objects.get())) == 3


def test_it_is_saved_looked_at_and_sent_as_any_other(three, client, write):
    event = three[0].event
    write(event, pk=[three[0].pk, three[2].pk])
    announcement = Announcement.objects.get()
    typed = {"subject": "About {title}", "text": "Dear {name},\n\n{join_link}", "revision": "1"}
    client.post(f"{announcement.get_absolute_url()}edit/", typed | {"audience": ["selected"]})

    html = client.get(announcement.get_absolute_url()).content.decode()
    sending.send(announcement, by=None, revision=2)

    assert "Who was chosen in the list of registrations" in html
    sent = Delivery.objects.order_by("email").values_list("email", "message__text")
    assert list(sent) == [
        ("0@example.org", "Dear Sample 0,\n\n<https://meet.example.org/>"),
        ("2@example.org", "Dear Sample 2,"),
    ]


def test_others_may_be_added_and_everybody_still_gets_it_once(three, write):
    write(three[0].event, pk=[three[0].pk])
    announcement = Announcement.objects.get()
    announcement.audience = [Choice.SELECTED, Choice.PLACES]

    assert reached(announcement) == ["0@example.org", "1@example.org"]


@pytest.mark.parametrize("said", [{}, {"pk": ["x"]}, {"pk": ["0"]}, {"pk": ["1", "\0"]}])
def test_where_nobody_was_chosen_nothing_is_begun(three, write, said):
    html = write(three[0].event, **said).content.decode()

    assert "Nobody was chosen to whom one can write." in html
    assert not Announcement.objects.exists()


def test_an_address_that_was_never_confirmed_is_not_written_to(write):
    stranger = RegistrationFactory(state=State.UNCONFIRMED)

    write(stranger.event, pk=[stranger.pk])

    assert not Announcement.objects.exists()


def test_a_closed_account_is_not_written_to(three, write):
    three[0].user = UserFactory(is_active=False)
    three[0].save()

    write(three[0].event, pk=[three[0].pk, three[1].pk])

    assert reached(Announcement.objects.get()) == ["1@example.org"]


def test_elsewhere_nobody_is_asked_about_those_who_were_chosen(three, client):
    address = reverse("announcements-desk:new", args=[three[0].event.slug])

    assert "selected" not in client.get(address).content.decode().partition("audience")[2][:2000]


def test_a_hundred_who_were_chosen_cost_no_more_queries_than_three(
    three, organiser, django_assert_num_queries
):
    event = three[0].event
    RegistrationFactory.create_batch(97, event=event)

    few = sending.begin(event, event.registrations.all()[:3], by=organiser)
    many = sending.begin(event, event.registrations.all(), by=organiser)

    with django_assert_num_queries(1):
        assert len(audience.reached(few)) == 3
    with django_assert_num_queries(1):
        assert len(audience.reached(many)) == 100
