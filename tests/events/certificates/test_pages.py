"""Where people and organisers get certificates."""

import pytest
from django.urls import reverse

from events.certificates.models import Certificate
from events.registrations.models import State
from portal.accounts.roles import Role
from tests.events.certificates.conftest import words_of
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory

pytestmark = pytest.mark.django_db
MINE = reverse("certificates:mine")
PERIOD = reverse("certificates:of-period")


def text(response):
    return " ".join(response.content.decode().split())


def pdf(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return words_of(response.content)


def test_a_guest_gets_it_from_the_page_of_the_registration_without_a_cookie(event, client):
    registration = RegistrationFactory(event=event, name="Sample Guest", state=State.ATTENDED)
    address = f"{registration.get_absolute_url()}certificate/"
    assert address in text(client.get(registration.get_absolute_url()))

    (words,) = pdf(client.post(address))

    assert "Sample Guest" in words
    assert not client.cookies


def test_nothing_is_issued_by_looking(attended, client):
    response = client.get(f"{attended.get_absolute_url()}certificate/")

    assert response.status_code == 302
    assert not Certificate.objects.exists()


def test_who_was_not_there_is_offered_none_and_gets_none(event, client):
    registration = RegistrationFactory(event=event)

    assert "certificate" not in text(client.get(registration.get_absolute_url())).lower()
    response = client.post(f"{registration.get_absolute_url()}certificate/")
    assert response["Location"] == registration.get_absolute_url()
    assert not Certificate.objects.exists()


def test_a_member_finds_all_of_it_in_one_place(attended, given, member, client):
    client.force_login(member)

    assert MINE in text(client.get(reverse("me")))
    html = text(client.get(MINE))
    assert "Sample workshop on sampling" in html
    assert "Sample talk on trees" in html


def test_who_has_nothing_to_certify_is_not_bothered(member, client):
    client.force_login(member)

    assert MINE not in text(client.get(reverse("me")))


def test_a_member_downloads_each(attended, given, member, client):
    client.force_login(member)

    (of_event,) = pdf(client.post(reverse("certificates:of-attendance", args=[attended.pk])))
    (of_talk,) = pdf(client.post(reverse("certificates:of-talk", args=[given.pk])))

    assert "took part in" in of_event
    assert "gave the talk" in of_talk


def test_what_belongs_to_somebody_else_is_404(attended, given, client):
    client.force_login(UserFactory(roles=[Role.MEMBER]))

    for name, thing in (("of-attendance", attended), ("of-talk", given)):
        assert client.post(reverse(f"certificates:{name}", args=[thing.pk])).status_code == 404


def test_a_member_downloads_the_record_of_a_period(attended, member, client):
    client.force_login(member)

    (words,) = pdf(client.post(PERIOD, {"first": "2000-01-01", "last": "2190-12-31"}))

    assert "Sample workshop on sampling" in words


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("", "2027-01-01", "This field is required."),
        ("soon", "2027-01-01", "Give a date, such as"),
        ("2027-02-01", "2027-01-01", "The period ends before it begins."),
        ("1990-01-01", "1990-12-31", "Nothing of this period is recorded"),
        ("0001-01-01", "9999-12-31", "Ensure this value"),
    ],
)
def test_a_period_that_cannot_be_recorded_is_told_and_kept(member, client, first, last, told):
    client.force_login(member)

    response = client.post(PERIOD, {"first": first, "last": last})

    html = text(response)
    assert told in html
    assert f'value="{last}"' in html


def test_an_organiser_gets_one_and_all(event, organiser, client):
    for name in ("Sample Ada", "Sample Ben"):
        RegistrationFactory(event=event, name=name, state=State.ATTENDED)
    one = event.registrations.order_by("name").first()
    speaker = TalkFactory(event=event, speakers=["Sample Guest"]).speakers.get()
    address = reverse("certificates-desk:certificates", args=[event.slug])
    assert "2 certificates as one PDF" in text(client.get(address))

    both = pdf(client.post(f"{address}all/"))
    (alone,) = pdf(client.post(f"{address}{one.pk}/"))
    (spoken,) = pdf(client.post(f"{address}talks/{speaker.pk}/"))

    assert len(both) == 2
    assert "Sample Ada" in alone
    assert "Sample Guest" in spoken
    assert set(Certificate.objects.values_list("issued_by", flat=True)) == {organiser.pk}


def test_where_nothing_can_be_certified_the_organiser_is_told(organiser, client):
    event = EventFactory(registrations=True)
    RegistrationFactory(event=event, state=State.ATTENDED)
    address = reverse("certificates-desk:certificates", args=[event.slug])

    assert "Certificates are given once the event is over." in text(client.get(address))
    assert "There is nothing to certify" in text(client.post(f"{address}all/", follow=True))


def test_the_lists_cost_the_same_with_few_and_with_many(
    event, attended, given, member, client, queries_of
):
    client.force_login(member)
    few = queries_of(MINE)
    for _number in range(5):
        past = EventFactory(past=True, registrations=True)
        RegistrationFactory(event=past, user=member, state=State.ATTENDED)
        TalkFactory(event=past, by=member)

    assert queries_of(MINE) == few


def test_the_desk_costs_the_same_with_few_and_with_many(event, attended, organiser, queries_of):
    address = reverse("certificates-desk:certificates", args=[event.slug])
    TalkFactory(event=event)
    few = queries_of(address)
    RegistrationFactory.create_batch(5, event=event, state=State.ATTENDED)
    TalkFactory.create_batch(5, event=event)

    assert queries_of(address) == few
