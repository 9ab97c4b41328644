"""What organisers change of a call is in the record of changes, with its types, tracks and late codes."""

import json

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from portal.accounts.roles import Role
from tests.events.submissions.desk.test_call_rows import rows, save
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import (
    CallFactory,
    LateCodeFactory,
    TalkTypeFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    user = UserFactory(roles=[Role.ORGANISER])
    client.force_login(user)
    return user


@pytest.fixture
def call():
    return CallFactory(event=EventFactory(of_record=True))


def entries(model):
    return LogEntry.objects.filter(content_type__model=model).order_by("pk")


def test_a_type_renamed_and_a_track_added_and_taken_away_are_known_as_theirs(
    client, organiser, call
):
    kind, track = TalkTypeFactory(call=call, name="Talk"), TrackFactory(call=call, name="Depth")
    LogEntry.objects.all().delete()

    longer = rows("types", [(kind, {"name": "Long talk", "minutes": 45})])
    other = rows("tracks", [(track, {"DELETE": "on"})], [{"name": "Width"}])
    save(client, call, **longer, **other)

    renamed = entries("talktype").get()
    assert renamed.actor == organiser
    assert renamed.changes["name"] == ["Talk", "Long talk"]
    assert renamed.changes["minutes"] == [30, 45]
    done = [(one.get_action_display(), one.object_repr) for one in entries("track")]
    assert sorted(done) == [("create", "Width"), ("delete", "Depth")]


def test_a_late_code_made_and_revoked_is_known_and_its_signs_are_not(client, organiser, call):
    client.post(
        reverse("submissions-desk:codes", args=[call.pk]), {"label": "A group", "most_uses": 2}
    )
    code = call.late_codes.get()
    client.post(reverse("submissions-desk:revoke-code", args=[code.pk]))

    made, revoked = entries("latecode")
    assert (made.actor, revoked.actor) == (organiser, organiser)
    assert list(revoked.changes) == ["revoked_at"]
    assert code.hash not in json.dumps(list(LogEntry.objects.values()), default=str)


def test_a_code_revoked_twice_ends_once(client, organiser, call):
    code = LateCodeFactory(call=call)
    for _time in range(2):
        client.post(reverse("submissions-desk:revoke-code", args=[code.pk]))

    assert entries("latecode").filter(action=LogEntry.Action.UPDATE).count() == 1


def test_the_history_of_a_call_tells_of_its_parts(client, organiser, call):
    track = TrackFactory(call=call, name="Depth")
    track.name = "Width"
    track.save()
    history = reverse("desk:history-of", args=["call", call.pk])

    assert f'href="{history}"' in client.get(call.desk_url).text
    page = client.get(history).text
    assert "Depth" in page
    assert "Width" in page
