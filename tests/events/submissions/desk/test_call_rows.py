import pytest
from django.urls import reverse

from events.submissions.models import Call, TalkType, Track
from tests.factories.events import EventFactory
from tests.factories.submissions import (
    CallFactory,
    SubmissionFactory,
    TalkTypeFactory,
    TrackFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

TIMES = {"opens_at": "2026-01-05T12:00", "closes_at": "2026-07-31T23:59"}


def rows(prefix, kept, new=()):
    """What a browser sends of rows: those that are there, each with what is changed, then new ones."""
    sent = {f"{prefix}-TOTAL_FORMS": len(kept) + len(new), f"{prefix}-INITIAL_FORMS": len(kept)}
    for number, (row, changed) in enumerate(kept):
        facts = {"id": row.pk, "name": row.name, "position": row.position or ""}
        facts |= {"minutes": row.minutes or ""} if isinstance(row, TalkType) else {}
        for name, value in (facts | changed).items():
            sent[f"{prefix}-{number}-{name}"] = value
    for number, facts in enumerate(new, start=len(kept)):
        for name, value in facts.items():
            sent[f"{prefix}-{number}-{name}"] = value
    return sent


def save(client, call, **posted):
    typed = {"text": call.text} | TIMES | rows("types", []) | rows("tracks", []) | posted
    return client.post(call.desk_url, typed)


def names(choices):
    return list(choices.values_list("name", flat=True))


@pytest.fixture
def call():
    return CallFactory(event=EventFactory(of_record=True))


@pytest.fixture
def types(call):
    return [
        TalkTypeFactory(call=call, name=name, position=place)
        for place, name in enumerate(("Talk", "Lightning talk", "Poster"), start=1)
    ]


def test_a_new_call_offers_a_talk_a_lightning_talk_and_a_poster(client):
    event = EventFactory()

    form = client.get(reverse("submissions-desk:call", args=[event.slug])).context["types"]

    offered = [(row["name"].value(), row["minutes"].value()) for row in form]
    assert offered == [("Talk", 30), ("Lightning talk", 5), ("Poster", None), (None, None)]


def test_types_and_tracks_are_saved_with_a_new_call(client):
    event = EventFactory(of_record=True)
    new = [{"name": "Talk", "minutes": 30}, {"name": "Poster", "minutes": ""}, {"name": ""}]

    client.post(
        reverse("submissions-desk:call", args=[event.slug]),
        TIMES | rows("types", [], new) | rows("tracks", [], [{"name": "Optimisation"}]),
    )

    call = Call.objects.get(event=event)
    kept = list(call.types.values_list("name", "minutes", "position"))
    assert kept == [("Talk", 30, 1), ("Poster", None, 2)]
    assert names(call.tracks) == ["Optimisation"]


def test_rows_are_renamed_removed_and_put_in_order(client, call, types):
    talk, lightning, poster = types

    changed = [
        (talk, {}),
        (lightning, {"DELETE": "on"}),
        (poster, {"name": "Board", "position": 1}),
    ]
    save(client, call, **rows("types", changed, [{"name": "Workshop"}]))

    assert names(call.types) == ["Board", "Talk", "Workshop"]
    assert list(call.types.values_list("position", flat=True)) == [1, 2, 3]


def test_a_type_that_a_talk_was_proposed_with_stays_and_the_page_says_so(client, call, types):
    SubmissionFactory(call=call, type=types[0])

    page = client.get(call.desk_url)
    save(client, call, **rows("types", [(types[0], {"DELETE": "on"})]))

    assert "it can be renamed, not removed" in page.text
    assert ["DELETE" in row.fields for row in page.context["types"]] == [False, True, True, False]
    assert TalkType.objects.filter(pk=types[0].pk).exists()


def test_a_type_that_somebody_takes_while_it_is_removed_stays(client, call, types, monkeypatch):
    # The call is locked once the rows were judged: until then a talk may come.
    monkeypatch.setattr(Call, "lock", lambda call: SubmissionFactory(call=call, type=types[0]))

    page = save(client, call, **rows("types", [(types[0], {"DELETE": "on"})]))

    assert page.context["form"].non_field_errors() == [
        "Somebody has proposed a talk with what you wanted to remove: it stays."
    ]
    assert TalkType.objects.filter(pk=types[0].pk).exists()


def test_two_of_one_name_are_refused_at_their_row(client, call, types):
    page = save(client, call, **rows("types", [], [{"name": "Talk"}, {"name": "tALK"}]))

    assert "There is one of this name already." in page.text
    assert page.context["types"].forms[1]["name"].value() == "tALK"
    assert call.types.count() == 3


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"name": "", "minutes": "5"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "Talk", "minutes": "0"}, "minutes"),
        ({"name": "Talk", "minutes": "long"}, "minutes"),
        ({"name": "Talk", "position": "-1"}, "position"),
        ({"name": "Talk", "minutes": "9" * 400}, "minutes"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(client, call, row, field):
    page = save(client, call, **rows("types", [], [row]))

    assert list(page.context["types"].forms[0].errors) == [field]
    assert not call.types.exists()


def test_a_row_of_another_call_is_no_row_of_this_one(client, call):
    other = TrackFactory(name="Theirs")

    save(client, call, **rows("tracks", [(other, {"name": "Mine", "DELETE": "on"})]))

    assert names(Track.objects) == ["Theirs"]


@pytest.mark.parametrize("number", ["", "x", "99999"])
def test_a_nonsensical_number_of_rows_does_no_harm(client, call, number):
    page = save(client, call, **{"types-TOTAL_FORMS": number})

    assert page.status_code == 200
    assert len(page.context["types"]) <= 80


def test_a_button_adds_a_row_and_keeps_what_was_typed(client, call, types):
    typed = rows("types", [(one, {}) for one in types], [{"name": "Demo"}])

    page = save(client, call, more="type", opens_at="", **typed)

    shown = [row["name"].value() for row in page.context["types"]]
    assert shown == ["Talk", "Lightning talk", "Poster", "Demo", None]
    assert page.context["form"].errors == {}
    assert call.types.count() == 3


def test_types_and_tracks_of_an_earlier_call_are_copied_to_be_looked_at(client, call, types):
    earlier = CallFactory()
    TalkTypeFactory(call=earlier, name="Demo", minutes=15)
    TalkTypeFactory(call=earlier, name="Talk")
    TrackFactory(call=earlier, name="Statistics")
    typed = rows("types", [(one, {}) for one in types], [{"name": ""}])

    page = save(client, call, more="copy", copy_from=earlier.pk, **typed)

    shown = [row["name"].value() for row in page.context["types"]]
    assert shown == ["Talk", "Lightning talk", "Poster", "Demo"]
    assert page.context["types"].forms[3]["minutes"].value() == 15
    assert [row["name"].value() for row in page.context["tracks"]] == ["Statistics"]
    assert not call.tracks.exists()


def test_how_many_talks_one_may_propose_and_whether_reviewers_see_who_did_is_said(client, call):
    save(client, call, max_per_person="2", is_anonymous="on")

    call.refresh_from_db()
    assert (call.max_per_person, call.is_anonymous) == (2, True)


@pytest.mark.parametrize("most", ["0", "-1", "many", "99999999"])
def test_a_maximum_that_is_none_is_refused_at_its_field(client, call, most):
    page = save(client, call, max_per_person=most)

    assert list(page.context["form"].errors) == ["max_per_person"]
    assert page.context["form"]["max_per_person"].value() == most


def test_the_page_costs_the_same_for_one_type_and_for_ten(call, queries):
    TalkTypeFactory(call=call)
    TrackFactory(call=call)
    few = queries(call.desk_url)

    SubmissionFactory.create_batch(5, call=call, type=TalkTypeFactory(call=call))
    TalkTypeFactory.create_batch(9, call=call)
    TrackFactory.create_batch(9, call=call)

    assert queries(call.desk_url) == few
