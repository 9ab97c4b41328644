import pytest

from events.registrations import registering
from events.registrations.models import Invited, OpenTo, Reason, Registration, State, Terms
from portal.accounts.roles import Role
from portal.common.moves import ForbiddenMove
from portal.mail.models import Delivery
from tests.events.registrations.conftest import ADA, asked
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def register_page(client, event):
    """Open or send the form to register, and return what is shown."""

    def page(**typed):
        address = f"/events/{event.slug}/register/"
        response = client.post(address, typed) if typed else client.get(address)
        return response.content.decode()

    return page


def test_only_members_register_for_an_event_of_theirs(event, client, register_page):
    Terms.objects.create(event=event, open_to=OpenTo.MEMBERS)

    for_a_visitor = register_page()
    client.force_login(UserFactory(roles=[Role.MEMBER]))
    for_a_member = register_page()

    assert "Members of the programme can register" in for_a_visitor
    assert 'name="email"' not in for_a_visitor
    assert 'name="name"' in for_a_member


def test_a_visitor_who_posts_to_an_event_of_members_is_not_registered(event, register_page):
    Terms.objects.create(event=event, open_to=OpenTo.MEMBERS)

    register_page(**ADA)

    assert not Registration.objects.exists()


@pytest.mark.parametrize("email", ["ada@uni.example", "ada@math.uni.example", "Ada@UNI.example "])
def test_addresses_of_a_domain_and_below_it_may_register(event, register_page, email):
    Terms.objects.create(event=event, open_to=OpenTo.DOMAINS, domains=["uni.example"])

    register_page(**ADA | {"email": email})

    assert Registration.objects.count() == 1


@pytest.mark.parametrize("email", ["ada@example.org", "ada@notuni.example", "ada@uni.example.org"])
def test_another_address_is_told_which_domains_may(event, register_page, email):
    Terms.objects.create(event=event, open_to=OpenTo.DOMAINS, domains=["uni.example"])

    page = register_page(**ADA | {"email": email})

    assert "Registration is for addresses of: uni.example." in page
    assert f'value="{email}"' in page
    assert not Registration.objects.exists()


def test_an_invited_address_is_registered_however_it_is_typed(event):
    Terms.objects.create(event=event, open_to=OpenTo.INVITED)
    Invited.objects.create(event=event, email="Ada@Example.org")

    assert asked(event, email=" ada@EXAMPLE.org").state == State.UNCONFIRMED


def test_whether_an_address_is_invited_only_its_owner_learns(event, register_page, letters):
    Terms.objects.create(event=event, open_to=OpenTo.INVITED)
    Invited.objects.create(event=event, email="ada@example.org")

    invited = register_page(**ADA)
    stranger = register_page(**ADA | {"email": "bob@example.org"})

    assert stranger == invited.replace("ada@example.org", "bob@example.org")
    assert letters() == [("confirm", "ada@example.org"), ("not-invited", "bob@example.org")]
    assert Registration.objects.count() == 1


@pytest.fixture
def requested(event):
    Terms.objects.create(event=event, needs_approval=True)
    return registering.confirm(asked(event))


def test_where_organisers_approve_nobody_has_a_place_before(requested, letters):
    assert (requested.state, requested.line_number) == (State.REQUESTED, 1)
    assert letters("to-approve") == [requested.email]


def test_who_is_approved_gets_a_place(requested, letters):
    organiser = UserFactory(roles=[Role.ORGANISER])

    registering.approve(requested, by=organiser)

    requested.refresh_from_db()
    assert requested.state == State.CONFIRMED
    assert requested.steps.last().by == organiser
    assert letters("place") == [requested.email]


def test_who_is_approved_when_all_places_are_taken_waits_by_the_time_of_asking(
    event, requested, line
):
    organiser = UserFactory(roles=[Role.ORGANISER])
    others = [
        registering.confirm(asked(event, name=name, email=f"{name}@example.org"))
        for name in ("b", "c", "d")
    ]
    for one in others:
        registering.approve(one, by=organiser)

    registering.approve(requested, by=organiser)

    assert [state for _name, state in line(event)] == [
        "waiting",
        "confirmed",
        "confirmed",
        "waiting",
    ]
    requested.refresh_from_db()
    assert requested.position == 1


def test_who_is_refused_is_told(requested, letters):
    registering.refuse(requested, by=UserFactory(roles=[Role.ORGANISER]))

    requested.refresh_from_db()
    assert requested.state == State.CANCELLED
    assert requested.steps.last().reason == Reason.BY_ORGANISER
    assert letters("refused") == [requested.email]


def test_nobody_is_approved_twice(requested, letters):
    organiser = UserFactory(roles=[Role.ORGANISER])
    registering.approve(requested, by=organiser)

    with pytest.raises(ForbiddenMove):
        registering.approve(requested, by=organiser)

    assert letters("place") == [requested.email]


def test_whom_an_organiser_adds_needs_no_approval_and_no_link(event, letters):
    Terms.objects.create(event=event, needs_approval=True)

    registration = registering.add(
        event,
        name="Sample",
        affiliation="",
        email="s@example.org",
        by=UserFactory(roles=[Role.ORGANISER]),
    )

    assert registration.state == State.CONFIRMED
    assert letters() == [("place", "s@example.org")]
    assert Delivery.objects.count() == 1
