import re
import threading
from concurrent.futures import Future

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from projects.models import Institution, Programme
from tests.common.until import until
from tests.common.waiting import somebody_waits_for_me
from tests.factories.accounts import UserFactory
from tests.factories.projects import InstitutionFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
SETTINGS = "/desk/settings/"
SECTIONS = ["programme", "colour", "menu", "mail", "retention", "accounts", "institutions"]


@pytest.fixture(autouse=True)
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


def opened(client, section):
    """Open a section and return what its form would send if nothing were typed."""
    form = client.get(f"{SETTINGS}{section}/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    shown = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {name: value for name, value in shown.items() if value is not None}


def save(client, section, sent=None, **typed):
    return client.post(f"{SETTINGS}{section}/", (sent or opened(client, section)) | typed)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_saved_as_it_was_opened(client, section):
    ProgrammeFactory(), InstitutionFactory(domains=["example.edu"])

    assert save(client, section).status_code == 302
    assert Institution.objects.get().domains == ["example.edu"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_in_an_empty_portal(client, section):
    assert client.get(f"{SETTINGS}{section}/").status_code == 200


def test_there_is_no_other_section(client):
    assert client.get(f"{SETTINGS}nonsense/").status_code == 404


def test_the_next_page_bears_the_new_name(client):
    ProgrammeFactory()

    save(client, "programme", name="Newly Named", acronym="SPP 1111")

    page = client.get("/").content.decode()
    assert "Newly Named" in page
    assert "SPP 1111</title>" in page


def test_what_a_coordinator_set_is_written_down(client, coordinator):
    ProgrammeFactory(funder="")
    LogEntry.objects.all().delete()

    save(client, "programme", funder="Sample Foundation")

    entry = LogEntry.objects.get()
    assert (entry.actor, entry.changes) == (coordinator, {"funder": ["", "Sample Foundation"]})


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_leads_to_the_history_of_what_it_changes(client, section):
    ProgrammeFactory(), InstitutionFactory()
    page = client.get(f"{SETTINGS}{section}/").content.decode()

    [kind] = re.findall(r'href="/desk/history/\?kind=(\w+)"', page)

    assert client.get("/desk/history/", {"kind": kind}).context["form"].is_valid()


def test_a_name_is_needed_and_what_was_typed_stays(client):
    ProgrammeFactory(name="Old")

    response = save(client, "programme", name="", contact="no address")

    assert set(response.context["form"].errors) == {"name", "contact"}
    assert "no address" in response.content.decode()
    assert Programme.objects.get().name == "Old"


# --- Colour


def test_a_colour_is_shown_in_both_themes_before_it_is_chosen(client):
    ProgrammeFactory(accent="#2b3fbf")

    page = client.get(f"{SETTINGS}colour/", {"accent": "#ffee00"}).content.decode()

    assert "Shown darker, as #756d00, so that it can be read" in page
    assert "Shown as it is: its contrast to the page is 15.3 to 1." in page
    assert 'value="#ffee00"' in page
    assert Programme.objects.get().accent == "#2b3fbf"


def test_a_sample_of_the_colour_comes_alone_to_the_open_page(client):
    page = client.get(f"{SETTINGS}colour/?accent=%23ffee00", headers={"HX-Request": "true"})

    assert page.content.decode().strip().startswith('<div class="split" id="colour-sample"')


@pytest.mark.parametrize("colour", ["", "red", "#12", "#12345g", '"><script>', "\0"])
def test_what_is_no_colour_is_refused_and_the_sample_stays(client, colour):
    ProgrammeFactory(accent="#2b3fbf")

    assert "#2b3fbf" in client.get(f"{SETTINGS}colour/", {"accent": colour}).content.decode()
    response = save(client, "colour", accent=colour)

    assert "accent" in response.context["form"].errors
    assert Programme.objects.get().accent == "#2b3fbf"


def test_the_new_colour_holds_at_once(client):
    ProgrammeFactory()

    save(client, "colour", accent="#C8102E")

    assert "/theme.css?v=C8102E" in client.get("/").content.decode()
    assert "#c8102e" in client.get("/theme.css?v=C8102E").content.decode().lower()


# --- Menu


def menu(client):
    page = client.get("/").content.decode().partition('<nav class="site-nav')[2]
    page = page.partition("</nav>")[0]
    entries = ("Research", "People", "Institutions", "Events", "News")
    return sorted(
        (e for e in entries if f">{e}</a>" in page), key=lambda e: page.index(f">{e}</a>")
    )


def test_without_a_choice_the_menu_is_whole(client):
    assert menu(client) == ["Research", "People", "Institutions", "Events", "News"]


def test_the_menu_has_the_entries_with_a_number_in_their_order(client):
    ProgrammeFactory()

    save(client, "menu", research="3", people="", institutions="", events="1", news="2")

    assert menu(client) == ["Events", "News", "Research"]
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("number", ["x", "0", "-1", "1.5", "9" * 30])
def test_what_is_no_number_is_refused(client, number):
    ProgrammeFactory()

    response = save(client, "menu", news=number)

    assert "news" in response.context["form"].errors
    assert len(menu(client)) == 5


def test_entries_of_one_number_keep_their_usual_order(client):
    ProgrammeFactory()

    save(client, "menu", research="1", people="1", institutions="1", events="1", news="1")

    assert menu(client) == ["Research", "People", "Institutions", "Events", "News"]


# --- Preferences


def test_the_sender_is_shown_as_it_stands_in_a_mail(client, settings):
    settings.DEFAULT_FROM_EMAIL = "portal@example.org"

    save(client, "mail", sender_name="Office\r\nBcc: x@example.org", reply_to="office@example.org")

    assert Preferences.current().sender_name == "Office Bcc: x@example.org"
    page = client.get(f"{SETTINGS}mail/").content.decode()
    assert "&quot;Office Bcc: x@example.org&quot; &lt;portal@example.org&gt;" in page


@pytest.mark.parametrize("days", ["0", "-3", "", "forever", "99999999"])
def test_days_that_make_no_sense_are_refused(client, days):
    response = save(client, "retention", mail_days=days)

    assert "mail_days" in response.context["form"].errors
    assert Preferences.current().mail_days == 365


def test_who_may_open_an_account_and_who_needs_a_second_factor_is_kept(client):
    save(client, "accounts", signup="institutions", second_factor_roles=["coordinator"])

    kept = Preferences.objects.get()
    assert (kept.signup, kept.second_factor_roles) == ("institutions", ["coordinator"])


def test_it_is_said_how_many_people_have_no_second_factor_yet(client, coordinator):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={})
    UserFactory(roles=[Role.ORGANISER])
    UserFactory.create_batch(2, roles=[Role.MEMBER])
    UserFactory(roles=[Role.EDITOR], is_active=False)

    lacking = client.get(f"{SETTINGS}accounts/").context["lacking"]

    assert [(str(role), number) for role, number in lacking] == [("Organiser", 1), ("Member", 3)]


@pytest.mark.parametrize("typed", [{"signup": "all"}, {"second_factor_roles": ["emperor"]}])
def test_what_is_no_choice_is_refused(client, typed):
    assert save(client, "accounts", **typed).context["form"].errors


# --- Domains


def test_domains_are_typed_in_one_line_each(client):
    uni = InstitutionFactory()

    save(client, "institutions", **{f"institution-{uni.pk}": " Example.edu,  @math.example.org "})

    uni.refresh_from_db()
    assert uni.domains == ["example.edu", "math.example.org"]


@pytest.mark.parametrize(
    "typed", ["example", "a@example.edu", "ex ample.edu", "https://x.org", "\0"]
)
def test_what_is_no_domain_is_refused_and_stays_in_its_field(client, typed):
    uni = InstitutionFactory(domains=["example.edu"])

    response = save(client, "institutions", **{f"institution-{uni.pk}": typed})

    assert response.context["form"].errors
    assert response.context["form"][f"institution-{uni.pk}"].value() == typed
    uni.refresh_from_db()
    assert uni.domains == ["example.edu"]


# --- Two at once


@pytest.mark.parametrize(
    ("section", "first", "second", "told"),
    [
        ("programme", {"funder": "First"}, {"funder": "Second"}, ("Funder", "First")),
        ("menu", {"news": ""}, {"events": ""}, ("News", "")),
        ("retention", {"mail_days": "30"}, {"audit_days": "60"}, None),
        (
            "accounts",
            {"signup": "institutions"},
            {},
            ("Who may open an account", "Whoever has an address of a participating institution"),
        ),
    ],
)
def test_the_second_of_two_sees_what_the_first_changed(client, section, first, second, told):
    ProgrammeFactory()
    opened_by_second = opened(client, section)
    save(client, section, **first)

    response = save(client, section, sent=opened_by_second, **second)

    assert response.status_code == 200
    changed = [(str(label), words) for label, words in response.context["changed"]]
    assert told is None or told in changed
    assert "Somebody changed these settings" in response.content.decode()
    for name, value in second.items():
        assert str(response.context["form"][name].value()) == value


def test_saving_once_more_replaces_knowingly(client):
    ProgrammeFactory()
    opened_by_second = opened(client, "programme")
    save(client, "programme", funder="First")
    told = save(client, "programme", sent=opened_by_second, funder="Second").context["form"]

    save(client, "programme", sent=opened_by_second, seen=told["seen"].value(), funder="Second")

    assert Programme.objects.get().funder == "Second"


@pytest.mark.parametrize("seen", ["", "{", "[]", '"x"', "{}"])
def test_a_form_that_does_not_say_what_it_saw_is_asked_to_look_again(client, seen):
    ProgrammeFactory()

    assert "changed" in save(client, "programme", seen=seen, funder="New").context


def test_the_menu_costs_public_pages_no_query(client):
    ProgrammeFactory()
    client.logout()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/people/")
        return len(captured)

    whole = queries()
    Programme.objects.update(menu=[])

    assert queries() == whole


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_the_second_is_told(client, coordinator):
    ProgrammeFactory()
    seen = opened(client, "programme")
    second = Client()
    second.force_login(coordinator)

    with transaction.atomic():
        save(client, "programme", sent=seen, funder="First")
        outcome = in_another_connection(save, second, "programme", sent=seen, funder="Second")

    assert ("Funder", "First") in outcome.result().context["changed"]
    assert Programme.objects.get().funder == "First"


def in_another_connection(verb, *args, **kwargs):
    """Begin the verb elsewhere and return its outcome-to-be once it waits for our transaction."""
    outcome = Future()

    def run():
        try:
            outcome.set_result(verb(*args, **kwargs))
        except Exception as failure:  # noqa: BLE001  the test asks for it
            outcome.set_exception(failure)
        finally:
            connection.close()

    threading.Thread(target=run).start()
    until(lambda: outcome.done() or somebody_waits_for_me(), seconds=60)
    return outcome
