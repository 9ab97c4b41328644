"""What a call asks beside the text: type, track, a short CV, wishes, when one cannot speak."""

import pytest
from django.urls import reverse

from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, moment
from tests.factories.submissions import (
    CallFactory,
    SubmissionFactory,
    TalkTypeFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db

TEXT = {"title": "A talk", "speaker_name": "Sample Speaker", "abstract": "An abstract."}


@pytest.fixture
def call():
    return CallFactory(event=EventFactory(of_record=True))


def send(client, call, then="submit", **typed):
    return client.post(call.get_absolute_url(), TEXT | {"then": then} | typed)


def fields(client, call):
    return set(client.get(call.get_absolute_url()).context["form"].fields)


def test_what_the_call_has_not_is_not_asked(client, member, call):
    assert fields(client, call).isdisjoint({"type", "track", "absences"})
    assert {"biography", "wishes"} <= fields(client, call)


def test_a_call_with_one_type_takes_it_unasked(client, member, call):
    only = TalkTypeFactory(call=call)

    assert "type" not in fields(client, call)
    send(client, call)

    assert Submission.objects.get().type == only


def test_type_and_track_are_chosen_among_those_of_the_call(client, member, call):
    types, tracks = (
        TalkTypeFactory.create_batch(2, call=call),
        TrackFactory.create_batch(2, call=call),
    )

    send(client, call, type=types[1].pk, track=tracks[0].pk)

    talk = Submission.objects.get()
    assert (talk.type, talk.track, talk.state) == (types[1], tracks[0], State.SUBMITTED)


@pytest.mark.parametrize("field", ["type", "track"])
def test_what_is_submitted_says_type_and_track_and_a_draft_may_not(client, member, call, field):
    factory = {"type": TalkTypeFactory, "track": TrackFactory}[field]
    factory.create_batch(2, call=call)

    page = send(client, call)
    send(client, call, then="")

    assert list(page.context["form"].errors) == [field]
    assert Submission.objects.get().state == State.DRAFT


@pytest.mark.parametrize("factory", [TalkTypeFactory, TrackFactory])
def test_what_belongs_to_another_call_is_no_choice(client, member, call, factory):
    factory.create_batch(2, call=call)
    field = "type" if factory is TalkTypeFactory else "track"

    for chosen in (factory().pk, "x", "-1", "9" * 400, "\0"):
        page = send(client, call, **{field: chosen})

        assert list(page.context["form"].errors) == [field]
        assert page.context["form"]["abstract"].value() == TEXT["abstract"]
    assert not Submission.objects.exists()


def test_many_tracks_are_a_list_to_open(client, member, call):
    TrackFactory.create_batch(8, call=call)

    assert "<select" in str(client.get(call.get_absolute_url()).context["form"]["track"])


def test_the_half_days_of_the_event_are_offered_and_kept(client, member):
    event = EventFactory(
        zone="UTC", starts_at=moment(days=7, hour=15), ends_at=moment(days=9, hour=11)
    )
    call = CallFactory(event=event)
    first, last = event.starts_at.date(), event.ends_at.date()

    offered = [
        key
        for key, _ in client.get(call.get_absolute_url()).context["form"]["absences"].field.choices
    ]
    send(client, call, absences=[offered[-1], offered[0], offered[0]])

    assert (offered[0], offered[-1], len(offered)) == (f"{first}-pm", f"{last}-am", 4)
    assert Submission.objects.get().absences == [f"{first}-pm", f"{last}-am"]


def test_a_half_day_of_another_event_is_no_choice(client, member):
    call = CallFactory()

    page = send(client, call, absences=["1999-12-31-am"])

    assert list(page.context["form"].errors) == ["absences"]


def test_for_a_series_the_half_days_of_its_coming_sessions_are_offered(client, member):
    call = CallFactory(of_series=True)
    EventFactory(series=call.series, zone="UTC", starts_at=moment(days=3, hour=16))
    EventFactory(series=call.series, past=True)
    EventFactory(series=call.series, draft=True, starts_at=moment(days=5))
    EventFactory(series=call.series, cancelled=True, starts_at=moment(days=6))

    form = client.get(call.get_absolute_url()).context["form"]

    day = moment(days=3).date()
    assert [key for key, _ in form["absences"].field.choices] == [f"{day:%Y-%m-%d}-pm"]


def test_an_event_known_only_to_the_month_asks_for_no_half_days(client, member):
    call = CallFactory(event=EventFactory(of_record=True, start=PartialDate(2099, 3)))

    assert "absences" not in fields(client, call)


@pytest.mark.parametrize(("field", "most"), [("biography", 1_500), ("wishes", 500)])
def test_too_long_a_cv_or_wish_is_refused_at_its_field(client, member, call, field, most):
    page = send(client, call, **{field: "x" * (most + 1)})

    assert list(page.context["form"].errors) == [field]
    assert page.context["form"][field].value() == "x" * (most + 1)


def test_author_and_organisers_see_what_was_said(client, member, call):
    talk = SubmissionFactory(
        call=call,
        submitter=member,
        type=TalkTypeFactory(call=call, name="Poster", minutes=None),
        track=TrackFactory(call=call, name="Statistics"),
        biography="I study $x^2$.",
        wishes="A blackboard\n<b>please</b>",
        absences=["2027-03-23-pm"],
    )

    own = client.get(talk.get_absolute_url()).text
    member.grant(Role.ORGANISER)
    desk = client.get(talk.desk_url).text

    for page in (own, desk):
        assert "Poster" in page
        assert "Statistics" in page
        assert "Tuesday, 23 March 2027, afternoon" in page
        assert "A blackboard<br>&lt;b&gt;please&lt;/b&gt;" in page
        assert talk.biography_html in page


def test_the_cv_stands_in_the_preview(client, member):
    page = client.post(reverse("submissions:preview"), TEXT | {"biography": "Writes *proofs*."})

    assert "<em>proofs</em>" in page.text


def test_the_form_costs_the_same_for_few_choices_and_for_many(client, member, queries):
    call = CallFactory(of_series=True)
    TalkTypeFactory.create_batch(2, call=call)
    TrackFactory.create_batch(2, call=call)
    few = queries(call.get_absolute_url())

    TalkTypeFactory.create_batch(9, call=call)
    TrackFactory.create_batch(9, call=call)
    EventFactory.create_batch(5, series=call.series)

    assert queries(call.get_absolute_url()) == few
