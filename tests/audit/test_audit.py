"""What the record of changes keeps, and what it must not."""

import json

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.events import EventFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def last_entry():
    return LogEntry.objects.order_by("pk").last()


def forget():
    LogEntry.objects.all().delete()


def everything_kept():
    return json.dumps(list(LogEntry.objects.values()), default=str)


def test_a_change_is_kept_with_what_was_before():
    event = EventFactory(venue="Room 1")

    event.venue = "Room 2"
    event.save()

    assert last_entry().changes == {"venue": ["Room 1", "Room 2"]}


def test_what_somebody_does_at_the_desk_is_known_as_theirs(client):
    organiser = UserFactory(roles=[Role.ORGANISER])
    event = EventFactory()
    client.force_login(organiser)

    client.post(f"/desk/events/{event.slug}/cancel/")

    assert last_entry().actor == organiser
    assert last_entry().changes == {"state": ["published", "cancelled"]}


def test_neither_addresses_of_accounts_nor_of_machines_are_kept(client):
    organiser = UserFactory(roles=[Role.ORGANISER], email="secret@example.org", name="")
    organiser.email = "other@example.org"
    organiser.save()
    client.force_login(organiser)

    client.post(f"/desk/events/{EventFactory().slug}/cancel/", REMOTE_ADDR="203.0.113.77")

    assert "@" not in everything_kept()
    assert "203.0.113.77" not in everything_kept()


def test_of_long_texts_only_the_fact_of_the_change_is_kept():
    article = ArticleFactory(body="Words of the first draft.")
    forget()

    article.body = "Other words."
    article.save()

    assert last_entry().changes == {"body": ["", ""]}


def test_of_what_is_new_or_gone_no_values_are_kept():
    person = PersonFactory(orcid="0000-0002-1825-0097", homepage="https://example.org/me")

    person.delete()

    assert "1825" not in everything_kept()
    assert "example.org/me" not in everything_kept()
    assert LogEntry.objects.filter(action=LogEntry.Action.DELETE).count() == 1


def test_no_secret_is_ever_kept(client):
    user = UserFactory()
    user.set_password("another made-up passphrase")
    user.calendar_token = "a-calendar-token"
    user.save()
    forget()

    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    user.set_password("a third made-up passphrase")
    user.save()

    assert not LogEntry.objects.exists()


def test_every_tracked_model_keeps_no_password_token_or_derived_column():
    kept = {
        f"{model._meta.model_name}.{field.name}"
        for model in auditlog.get_models()
        for field in model._meta.fields
        if field.name in _kept_fields(model)
    }

    telling = ("password", "token", "_html", "search", "last_login", "changed_at", "places_taken")
    assert [name for name in sorted(kept) if any(word in name for word in telling)] == []
    assert {"user.name", "user.is_active", "event.venue"} <= kept


def _kept_fields(model):
    fields = auditlog.get_model_fields(model)
    names = fields["include_fields"] or [field.name for field in model._meta.fields]
    return set(names) - set(fields["exclude_fields"])


def test_granting_a_role_is_kept():
    user = UserFactory()

    user.grant(Role.EDITOR)

    assert last_entry().changes == {
        "groups": {"type": "m2m", "operation": "add", "objects": ["editor"]}
    }


def test_loading_a_programme_and_samples_leaves_the_record_alone(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    call_command("import_programme", "projects/bundles/spp2298")
    call_command("load_sample")

    assert User.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("signed_in", [False, True])
def test_looking_at_a_page_writes_nothing_and_asks_nothing_of_the_record(client, signed_in):
    project = ProjectFactory()
    if signed_in:
        client.force_login(UserFactory(roles=[Role.MEMBER]))
    forget()

    with CaptureQueriesContext(connection) as captured:
        client.get(project.get_absolute_url())

    assert not [query for query in captured if "auditlog" in query["sql"]]
    assert not LogEntry.objects.exists()
