import pytest

from events.registrations.models import Attendance, State
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.events import EventFactory, RegistrationFactory, SeriesFactory, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def ada(event):
    return RegistrationFactory(event=event, name="Ada")


def test_an_organiser_moves_somebody_and_finds_them_there(ada, client):
    other = EventFactory(registrations=True, title="Sample other")

    response = client.post(desk("move", ada.event, ada.pk), {"event": other.pk}, follow=True)

    assert "Ada is moved to “Sample other”: Confirmed." in page(response)
    assert response.context["registration"].event == other


def test_sessions_of_the_same_series_stand_first_and_what_is_no_target_is_missing(client):
    series = SeriesFactory()
    session = EventFactory(registrations=True, series=series)
    elsewhere = EventFactory(registrations=True, starts_at=moment(days=2))
    sibling = EventFactory(registrations=True, series=series, starts_at=moment(days=20))
    for facts in [{"draft": True}, {"cancelled": True}, {"past": True}]:
        EventFactory(registrations=True, **facts)
    EventFactory()

    registration = RegistrationFactory(event=session)
    form = client.get(desk("move", session, registration.pk)).context["form"]

    assert list(form.fields["event"].queryset) == [sibling, elsewhere]


def test_an_event_says_how_full_it_is(ada, client):
    EventFactory(registrations=True, capacity=1)
    RegistrationFactory(event=EventFactory(registrations=True, capacity=1))

    html = page(client.get(desk("move", ada.event, ada.pk)))

    assert "1 place left" in html
    assert "all places are taken" in html


def test_who_is_registered_there_is_told_at_the_field(ada, client):
    other = RegistrationFactory(email=ada.email).event

    response = client.post(desk("move", ada.event, ada.pk), {"event": other.pk})

    assert "They are registered there already." in page(response)


@pytest.mark.parametrize("target", ["", "0", "x", "99999999999999999999"])
def test_a_target_that_is_none_is_told(ada, client, target):
    response = client.post(desk("move", ada.event, ada.pk), {"event": target})

    assert response.context["form"].errors["event"]


def test_who_has_cancelled_meanwhile_is_not_moved(event, client):
    gone = RegistrationFactory(event=event, state=State.CANCELLED)
    other = EventFactory(registrations=True)

    response = client.post(desk("move", event, gone.pk), {"event": other.pk}, follow=True)

    assert "cannot be moved any more" in page(response)


def test_an_organiser_gives_a_place_online_instead_of_one_on_site(hybrid, client):
    ada = RegistrationFactory(event=hybrid, attendance=Attendance.ON_SITE)

    shown = page(client.get(desk("registration", hybrid, ada.pk)))
    client.post(desk("attendance", hybrid, ada.pk), {"attendance": "online"})

    ada.refresh_from_db()
    assert "Give a place online instead" in shown
    assert ada.attendance == Attendance.ONLINE


@pytest.mark.parametrize(
    ("typed", "told"),
    [("on-site", "No place of this kind is free."), ("x", "Please choose: on site or online.")],
)
def test_where_that_cannot_be_the_organiser_is_told(hybrid, client, typed, told):
    RegistrationFactory.create_batch(2, event=hybrid, attendance=Attendance.ON_SITE)
    online = RegistrationFactory(event=hybrid, attendance=Attendance.ONLINE)

    response = client.post(
        desk("attendance", hybrid, online.pk), {"attendance": typed}, follow=True
    )

    assert told in page(response)


def test_the_registration_of_another_event_is_not_found(event, client):
    other = RegistrationFactory()

    assert client.get(desk("move", event, other.pk)).status_code == 404
    assert client.post(desk("attendance", event, other.pk)).status_code == 404
