"""Organisers invite speakers at the desk, and look after their links."""

import zoneinfo

import pytest
from django.urls import reverse
from django.utils import timezone

from events.invited_talks import inviting
from events.invited_talks.models import InvitedTalk
from events.submissions.models import State, Submission
from portal.mail.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory
from tests.factories.invited_talks import InvitedTalkFactory
from tests.factories.submissions import CallFactory, from_now

pytestmark = pytest.mark.django_db

TYPED = {"name": "Sample Guest", "email": "guest@example.org", "until": "2199-05-01T12:00"}


def at_event(event):
    return reverse("invited-talks-desk:event", args=[event.slug])


def page_of(invited):
    return reverse("invited-talks-desk:invited-talk", args=[invited.pk])


def press(client, invited, button, **typed):
    url = reverse(f"invited-talks-desk:{button}", args=[invited.pk])
    page = client.post(url, typed, follow=True)
    invited.refresh_from_db()
    return page.content.decode()


def test_a_speaker_is_invited_and_stands_in_the_list(client, organiser):
    event = EventFactory()

    page = client.post(at_event(event), TYPED | {"title": "First idea"}, follow=True)

    assert "the letter with the link is on its way" in page.content.decode()
    assert "Not begun" in page.content.decode()
    assert Delivery.objects.get().email == "guest@example.org"
    assert InvitedTalk.objects.get().invited_by == organiser


def test_in_a_series_a_speaker_is_invited_as_well(client, organiser):
    series = SeriesFactory()

    client.post(reverse("invited-talks-desk:series", args=[series.slug]), TYPED)

    assert Submission.objects.get().call.series == series


def test_the_time_is_that_of_the_event_and_usually_its_begin(client, organiser):
    event = EventFactory(zone="Europe/Lisbon")

    page = client.get(at_event(event)).content.decode()
    client.post(at_event(event), TYPED | {"until": "2199-01-01T12:00"})

    assert "Time zone: Europe/Lisbon." in page
    local = timezone.localtime(event.starts_at, timezone=zoneinfo.ZoneInfo(event.zone))
    assert f'value="{local:%Y-%m-%dT%H:%M}"' in page
    assert Submission.objects.get().writable_until.isoformat() == "2199-01-01T12:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("email", "nobody"),
        ("until", "2020-01-01T12:00"),
        ("until", "soon"),
        ("title", "x" * 301),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_kept(client, organiser, field, value):
    page = client.post(at_event(EventFactory()), TYPED | {"words": "Do come.", field: value})

    assert list(page.context["form"].errors) == [field]
    assert "Do come." in page.content.decode()
    assert not InvitedTalk.objects.exists()


def test_nobody_is_invited_twice_before_anything_is_handed_in(client, organiser):
    event = EventFactory()
    client.post(at_event(event), TYPED)

    page = client.post(at_event(event), TYPED)

    assert list(page.context["form"].errors) == ["email"]
    assert InvitedTalk.objects.count() == 1


def test_to_a_cancelled_event_nobody_is_invited(client, organiser):
    page = client.post(at_event(EventFactory(cancelled=True)), TYPED)

    assert "The event is cancelled." in page.content.decode()
    assert not InvitedTalk.objects.exists()


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, "not-begun"),
        ({"submission__revision": 2}, "draft"),
        ({"handed_in": True}, "confirmed"),
        ({"handed_in": True, "submission__state": State.ACCEPTED}, "accepted"),
        ({"handed_in": True, "submission__state": State.WITHDRAWN}, "withdrawn"),
        ({"submission__state": State.WITHDRAWN, "submission__submitted_at": None}, "declined"),
        ({"over": True}, "over"),
        ({"revoked_at": from_now(days=-1)}, "revoked"),
    ],
)
def test_organisers_see_what_has_become_of_it(client, organiser, facts, standing):
    invited = InvitedTalkFactory(**facts)

    assert invited.standing == standing
    assert str(invited.standing.label) in client.get(page_of(invited)).content.decode()


def test_a_speaker_is_found_by_name_or_address(client, organiser):
    invited = InvitedTalkFactory()

    for word in ("Guest", invited.submission.contact_email):
        page = client.get("/desk/search/", {"q": word}).content.decode()
        assert page_of(invited) in page


def test_a_draft_is_not_shown_to_organisers(client, organiser):
    invited = InvitedTalkFactory(submission__title="Half a thought", submission__revision=4)

    for url in (page_of(invited), at_event(invited.submission.call.event)):
        assert "Half a thought" not in client.get(url).content.decode()
    assert client.get(invited.submission.desk_url).status_code == 404


def test_each_thing_is_done_by_a_button_and_written_down(client, organiser):
    invited = InvitedTalkFactory()

    assert "A new link is on its way" in press(client, invited, "renew")
    assert "The address is changed" in press(client, invited, "readdress", email="b@example.org")
    assert "The link stays the same" in press(client, invited, "prolong", until=TYPED["until"])
    assert "opens nothing any more" in press(client, invited, "revoke")
    assert "revoked meanwhile" in press(client, invited, "renew")
    assert "Opened again" in press(client, invited, "reopen", until=TYPED["until"])

    assert list(invited.steps.values_list("what", "by")) == [
        (what, organiser.pk)
        for what in ("renewed", "readdressed", "prolonged", "revoked", "reopened")
    ]
    page = client.get(page_of(invited)).content.decode()
    assert "Changed the address, Sample Organiser" in " ".join(page.split())


def test_a_wrong_address_is_told_at_its_field_and_changes_nothing(client, organiser):
    invited = InvitedTalkFactory()
    before = invited.submission.contact_email

    page = press(client, invited, "readdress", email="nobody")

    assert "Enter a valid email address." in page
    assert Submission.objects.get().contact_email == before


def test_of_who_has_an_account_it_says_whose(client, organiser):
    user = UserFactory(name="Sample Guest Themselves")
    invited = InvitedTalkFactory(submission__submitter=user, submission__contact_email="")

    assert "Sample Guest Themselves" in client.get(page_of(invited)).content.decode()
    assert "needs no link" in press(client, invited, "renew")


def test_a_call_by_invitation_is_none_for_visitors_and_is_opened_later(client, organiser):
    event = EventFactory()
    inviting.invite(event, name="G", email="g@example.org", until=from_now(days=9), by=organiser)

    assert client.get(f"/events/{event.slug}/submit/").status_code == 404
    assert "Call for talks" not in client.get(event.get_absolute_url()).content.decode()
    assert "Only by invitation" in client.get("/desk/talks/calls/").content.decode()
    typed = {
        "confirmed": "1",
        "text": "",
        "opens_at": "2026-01-05T12:00",
        "closes_at": f"{from_now(days=2):%Y-%m-%dT%H:%M}",
    }
    for rows in ("types", "tracks"):
        typed |= {f"{rows}-{number}_FORMS": 0 for number in ("TOTAL", "INITIAL")}
    page = client.post(f"/desk/talks/calls/events/{event.slug}/", typed, follow=True)

    assert "The call is saved." in page.content.decode()
    assert client.get(f"/events/{event.slug}/submit/").status_code == 200


def test_many_invitations_cost_no_more_queries_than_one(client, organiser, queries):
    call = CallFactory(is_by_invitation=True)
    InvitedTalkFactory(submission__call=call, handed_in=True)
    url = at_event(call.event)
    queries(url)  # whatever is looked up once
    number = queries(url)
    InvitedTalkFactory.create_batch(5, submission__call=call, handed_in=True)

    assert queries(url) == number
