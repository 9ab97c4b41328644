import pytest

from events.registrations import registering
from events.registrations.models import Attendance, State, Wish
from portal.accounts.roles import Role
from tests.events.registrations.conftest import asked
from tests.events.registrations.desk.conftest import desk, page
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.questions import AnswerFactory, QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def shown(client):
    def ask(registration):
        return page(client.get(desk("registration", registration.event, registration.pk)))

    return ask


def test_an_organiser_reads_what_became_of_a_place_when_by_whom_and_why(event, organiser, shown):
    registration = registering.confirm(asked(event))
    registering.cancel(registration, by=organiser)

    html = shown(registration)

    assert "To be confirmed → <strong>Confirmed</strong>" in html
    assert "A place was free" in html
    assert "Confirmed → <strong>Cancelled</strong>" in html
    assert f"By an organiser · by {organiser.name}" in html


def test_why_somebody_was_passed_over_stands_there(hybrid, shown):
    RegistrationFactory.create_batch(2, event=hybrid, attendance=Attendance.ON_SITE)
    online = RegistrationFactory.create_batch(3, event=hybrid, attendance=Attendance.ONLINE)
    hall = RegistrationFactory(event=hybrid, state=State.WAITING, wish=Wish.ON_SITE)
    RegistrationFactory(event=hybrid, state=State.WAITING, wish=Wish.ONLINE)

    registering.cancel(online[0])

    assert "Passed over: the free place was not of the kind wished for" in shown(hall)


def test_the_page_tells_the_position_in_line(event, shown):
    RegistrationFactory(event=event, state=State.WAITING)
    second = RegistrationFactory(event=event, state=State.WAITING)

    assert "no. 2" in shown(second)


def test_answers_stand_there_for_who_may_read_them(event, client, shown):
    registration = RegistrationFactory(event=event)
    for text, kind in [
        ("Which poster?", ()),
        ("For the office?", ("office",)),
        ("Which allergy?", ("sensitive",)),
    ]:
        question = QuestionFactory(event=event, text=text, **dict.fromkeys(kind, True))
        AnswerFactory(registration=registration, question=question)

    for_organisers = shown(registration)
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))
    for_coordinators = shown(registration)

    assert "Which poster?" in for_organisers
    assert "For the office?" not in for_organisers
    assert "For the office?" in for_coordinators
    assert "Which allergy?" not in for_organisers + for_coordinators


def test_a_name_that_holds_markup_is_shown_as_it_is(event, shown):
    assert "&lt;b&gt;Ada" in shown(RegistrationFactory(event=event, name="<b>Ada"))


def test_the_registration_of_another_event_is_not_found(event, client):
    other = RegistrationFactory(event=EventFactory(registrations=True))

    assert client.get(desk("registration", event, other.pk)).status_code == 404


def test_the_page_costs_the_same_however_long_the_history(event, organiser, queries_of):
    registration = registering.confirm(asked(event))
    address = desk("registration", event, registration.pk)
    short = queries_of(address)
    for _again in range(5):
        registering.cancel(registration, by=organiser)
        registration = registering.confirm(asked(event))

    assert queries_of(address) == short
