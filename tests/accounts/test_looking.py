import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from events.registrations.models import Registration
from portal.accounts.looking import onlooker
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
LOOK, STOP = "/desk/look/", "/desk/look/stop/"


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR], name="Sample Coordinator")
    client.force_login(user)
    return user


@pytest.fixture
def look(client, coordinator):
    def look(role):
        return client.post(LOOK, {"role": role})

    return look


def test_a_line_on_every_page_says_as_whom_one_looks_and_ends_it(client, look):
    look("editor")

    for page in ("/", "/news/", "/desk/", "/no-such-page/", "/desk/events/"):
        html = client.get(page).content.decode()
        assert "You see the portal as <strong>Editor</strong>" in html
        assert f'action="{STOP}"' in html
        assert "Sample Coordinator" not in html


def test_it_ends_by_its_button(client, look):
    look("member")

    client.post(STOP)

    assert client.get("/desk/settings/").status_code == 200
    assert "You see the portal as <strong>" not in client.get("/").content.decode()


@pytest.mark.parametrize("role", ["coordinator", "administrator", "", "\0", "0"])
def test_one_cannot_look_as_anybody_else(client, look, role):
    assert look(role).context["form"].errors

    assert client.get("/desk/settings/").status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_has_no_account_menu(client, look):
    look("visitor")

    assert client.get("/me/").status_code == 302
    assert "account-menu" not in client.get("/").content.decode()


def test_nothing_of_ones_own_is_shown(client, coordinator, look):
    event = EventFactory(registrations=True, title="My own event")
    RegistrationFactory(event=event, user=coordinator, email=coordinator.email)
    SubmissionFactory(submitter=coordinator, title="My own talk")
    PersonFactory(user=coordinator, name="My own page")
    mine = client.get("/me/").content.decode()
    assert "My own event" in mine
    assert "My own talk" in mine

    look("member")

    page = client.get("/me/").content.decode()
    assert "My own" not in page
    assert coordinator.email not in page


def test_what_is_sent_is_refused_kindly_and_does_nothing(client, look):
    event = EventFactory(registrations=True)
    look("organiser")

    response = client.post(f"/desk/events/{event.slug}/cancel/")
    client.post(f"/events/{event.slug}/register/", {"name": "A", "email": "a@example.org"})

    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
    assert Event.objects.get().state == "published"
    assert not Registration.objects.exists()


def test_the_admin_is_out_of_reach_even_for_an_administrator(client, look, coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_staff=True, is_superuser=True)
    look("organiser")

    assert client.get("/admin/").status_code == 403
    client.post(STOP)
    assert client.get("/admin/").status_code == 200


def test_signing_out_ends_it(client, look):
    look("editor")

    client.post("/account/logout/")
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get("/desk/settings/").status_code == 200


def test_it_holds_only_as_long_as_one_is_coordinator(client, coordinator, look):
    look("organiser")

    coordinator.groups.clear()
    coordinator.grant(Role.MEMBER)

    assert client.get("/desk/events/").status_code == 404
    assert "You see the portal as" not in client.get("/").content.decode()


def test_only_a_coordinator_can_look(client):
    organiser = UserFactory(roles=[Role.ORGANISER])
    client.force_login(organiser)
    session = client.session
    session["looking_as"] = "editor"
    session.save()

    assert client.post(LOOK, {"role": "editor"}).status_code == 404
    assert client.get("/desk/events/").status_code == 200
    assert client.get("/desk/news/").status_code == 404


def test_who_lacks_a_second_factor_cannot_look_past_it(client, look):
    look("organiser")
    Preferences(second_factor_roles=["coordinator"]).save()

    assert client.get("/desk/events/").headers["Location"].startswith("/account/security/")


def test_the_coordinators_own_second_factor_is_enough(client, coordinator, look):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={})
    Preferences(second_factor_roles=["editor"]).save()

    look("editor")

    assert client.get("/desk/news/").status_code == 200


def test_looking_writes_nothing_into_the_record(client, look):
    LogEntry.objects.all().delete()
    look("member")

    client.get("/me/")
    client.post("/desk/news/new/", {"title": "x"})

    assert not LogEntry.objects.exists()


def test_an_onlooker_is_never_stored():
    with pytest.raises(TypeError):
        onlooker(Role.MEMBER).save()


def test_a_visitor_costs_no_query_more(client):
    with CaptureQueriesContext(connection) as captured:
        client.get("/people/")

    assert not [query for query in captured if "session" in query["sql"]]
