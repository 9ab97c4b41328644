"""Every kind of page, on a small phone: nothing for axe to find, nothing wider than the screen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from events.announcements import sending
from events.announcements.models import Choice
from events.certificates import issuing
from events.models import Event, Series, Talk
from events.questions.models import Kind
from events.registrations import moving
from events.registrations.models import State as RegistrationState
from events.registrations.models import Terms
from events.series_registrations import registering as series_registering
from events.series_registrations.models import Standing
from portal.accounts.models import User
from projects.models import Person
from tests.browser.axe import findings
from tests.factories.announcements import AnnouncementFactory
from tests.factories.events import EventFactory, PartFactory, RegistrationFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.mail import DeliveryFactory
from tests.factories.projects import ChangeRequestFactory
from tests.factories.questions import AnswerFactory, QuestionFactory
from tests.factories.series_registrations import SeriesRegistrationFactory

VISITORS_PAGES = [
    "/",
    "/projects/",
    "/projects/?q=robustness",
    "/projects/geomar-geometric-methods-for-adversarial-robustness/",
    "/people/",
    "/people/leon-bungert/",
    "/institutions/",
    "/institutions/technical-university-of-munich/",
    "/events/",
    "/events/?when=past",
    "/events/sample-annual-meeting/",
    "/events/sample-annual-meeting/programme/",
    "/events/sample-annual-meeting/programme/?zone=America/New_York",
    "/events/sample-annual-meeting/programme/now/",
    "/events/sample-annual-meeting/register/",
    "/seminars/junior-researcher-seminar/",
    "/seminars/junior-researcher-seminar/register/",
    "/news/",
    "/news/sample-how-formulas-look/",
    "/events/sample-annual-meeting/abstracts/",
    "/subscribe/",
    "/account/login/",
    "/account/login/cancelled/",
    "/privacy/",
    "/account/privacy/goodbye/",
]
A_TERM = (
    "first_day=2027-10-11&last_day=2028-02-11&weekdays=3&rhythm=fortnightly"
    "&begins=16:00&ends=17:00&land=BY&free_days=2027-12-20+to+2028-01-07"
)
PAGES_OF_EVENTS_AT_THE_DESK = [
    "/desk/events/series/junior-researcher-seminar/registrations/",
    "/desk/events/",
    "/desk/events/new/",
    "/desk/events/sample-annual-meeting/edit/",
    "/desk/events/sample-annual-meeting/programme/",
    "/desk/events/sample-annual-meeting/registrations/",
    "/desk/events/sample-annual-meeting/registrations/terms/",
    "/desk/events/sample-annual-meeting/check-in/",
    "/desk/events/sample-annual-meeting/check-in/list/",
    "/desk/events/sample-annual-meeting/registrations/parts/",
    "/desk/events/sample-annual-meeting/registrations/parts/new/",
    "/desk/events/sample-annual-meeting/registrations/questions/",
    "/desk/events/sample-annual-meeting/registrations/questions/new/",
    "/desk/events/sample-annual-meeting/registrations/answers/",
    "/desk/events/sample-annual-meeting/registrations/add/",
    "/desk/events/sample-annual-meeting/certificates/",
    "/desk/events/sample-annual-meeting/registrations/import/",
    "/desk/events/sample-annual-meeting/registrations/talks/",
    "/desk/events/sample-annual-meeting/announcements/",
    "/desk/events/sample-annual-meeting/announcements/new/",
    "/desk/events/series/",
    "/desk/events/series/junior-researcher-seminar/edit/",
    "/desk/events/series/junior-researcher-seminar/dates/",
    f"/desk/events/series/junior-researcher-seminar/dates/?{A_TERM}",
    "/desk/events/series/junior-researcher-seminar/announcements/",
    "/desk/events/series/junior-researcher-seminar/announcements/new/",
    "/desk/talks/",
    "/desk/talks/calls/",
    "/desk/events/sample-annual-meeting/abstracts/",
    "/desk/talks/calls/events/sample-annual-meeting/",
]
COORDINATORS_PAGES = [
    "/me/",
    "/me/certificates/",
    "/subscribe/",
    "/account/email/",
    "/account/security/",
    "/account/security/app/",
    "/account/security/passkeys/add/",
    "/events/sample-annual-meeting/submit/",
    "/desk/",
    "/desk/news/",
    "/desk/news/new/",
    "/desk/mail/",
    "/desk/search/?q=sample",
    "/account/privacy/",
    "/account/consent/",
    "/desk/privacy/",
    "/desk/privacy/?q=sample",
    "/desk/privacy/accesses/",
    "/desk/privacy/retention/",
    "/desk/privacy/consents/",
    "/desk/privacy/consents/new/",
    "/desk/history/",
    "/desk/look/",
    "/desk/settings/",
    "/desk/settings/colour/",
    "/desk/settings/menu/",
    "/desk/settings/institutions/",
    "/desk/people/",
    "/desk/people/?show=without",
    "/desk/people/invitations/",
    "/desk/people/invitations/new/",
    "/desk/people/requests/",
    "/account/profile/",
    "/account/profile/ask/",
    "/projects/geomar-geometric-methods-for-adversarial-robustness/edit/",
    "/projects/geomar-geometric-methods-for-adversarial-robustness/team/?q=an",
    "/projects/geomar-geometric-methods-for-adversarial-robustness/invitations/",
]


@pytest.fixture
def portal_with_everything(transactional_db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("import_programme", "projects/bundles/spp2298")
    call_command("load_sample")


@pytest.fixture
def invitation(portal_with_everything):
    coordinator = User.objects.get(email="coordinator@example.org")
    return InvitationFactory(to_project=True, invited_by=coordinator)


@pytest.fixture
def pages_of_people(invitation):
    """The desk's pages of somebody with an account, somebody without, an account alone, a request."""
    member = User.objects.get(email="member@example.org")
    asked = ChangeRequestFactory(person=member.person, asked_by=member)
    coordinator = User.objects.get(email="coordinator@example.org")
    return [
        f"/desk/people/{member.person.pk}/",
        f"/desk/people/{member.person.pk}/edit/",
        f"/desk/people/{Person.objects.filter(user=None).first().pk}/",
        f"/desk/people/accounts/{coordinator.pk}/",
        f"/desk/people/accounts/{member.pk}/close/",
        f"/desk/people/requests/{asked.pk}/",
    ]


@pytest.fixture
def pages_of_announcements(portal_with_everything):
    """The desk's pages of an announcement that waits, of one that is sent, and of publishing."""
    meeting = Event.objects.get(slug="sample-annual-meeting")
    text = "Dear {name},\n\n$\\frac{a}{b}$\n\n{join_link}"
    facts = {"event": meeting, "audience": [Choice.MEMBERS, Choice.PLACES], "text": text}
    waiting, sent = AnnouncementFactory.create_batch(2, **facts)
    sending.schedule(waiting, timezone.now() + timedelta(days=1), by=None, revision=1)
    sending.send(sent, by=None, revision=1)
    draft = EventFactory(draft=True, registrations=True)
    of_series = AnnouncementFactory(
        event=None,
        series=Series.objects.get(slug="junior-researcher-seminar"),
        audience=[Choice.PLACES, Choice.SUBSCRIBERS],
    )
    return [
        of_series.get_absolute_url(),
        f"{of_series.get_absolute_url()}edit/",
        waiting.get_absolute_url(),
        f"{waiting.get_absolute_url()}edit/",
        sent.get_absolute_url(),
        f"/desk/events/{draft.slug}/publish/",
    ]


@pytest.fixture
def page_of_a_letter(portal_with_everything):
    message = DeliveryFactory(message__topic="news").message
    return reverse("mail-desk:message", args=[message.pk])


@pytest.fixture
def pages_of_registrations(portal_with_everything):
    """A registration in each of its states, and registering for a hybrid event."""
    event = EventFactory(registrations=True, mode=Event.Mode.HYBRID)
    Terms.objects.create(event=event, needs_approval=True)
    soon = timezone.now() + timedelta(hours=20)
    standing = [
        RegistrationFactory(
            event=event, state=state, offered_until=soon if state == "offered" else None
        )
        for state in RegistrationState
    ]
    for kind in Kind:
        question = QuestionFactory(event=event, kind=kind, sensitive=True)
        AnswerFactory(registration=standing[-1], question=question)
    PartFactory(event=event)
    pages = [registration.get_absolute_url() for registration in standing]
    pages += [f"{page}edit/" for page in pages]
    over = RegistrationFactory(event__past=True, state=RegistrationState.ATTENDED)
    pages = [registration.get_absolute_url() for registration in [*standing, over]]
    pages.append(issuing.of_attendance(over).get_absolute_url())
    return [*pages, event.get_absolute_url(), f"{event.get_absolute_url()}register/"]


@pytest.fixture
def pages_of_registrations_for_a_series(portal_with_everything):
    """A registration for a series in each of its states, one with sessions, and the question before leaving."""
    series = Series.objects.get(slug="junior-researcher-seminar")
    standing = [SeriesRegistrationFactory(series=series, state=state) for state in Standing]
    who = SeriesRegistrationFactory(series=series, state=Standing.UNCONFIRMED)
    series_registering.confirm(who)
    series_registering.skip(who, series.events.upcoming().first())
    pages = [one.get_absolute_url() for one in (*standing, who)]
    return [*pages, f"{who.get_absolute_url()}leave/"]


@pytest.fixture
def pages_of_the_desk_of_registrations(portal_with_everything):
    """Registrations of a hybrid event, one of which waits for a decision and one of which was moved."""
    event = EventFactory(registrations=True, mode=Event.Mode.HYBRID, capacity=5, online_capacity=5)
    placed, moved = RegistrationFactory.create_batch(2, event=event, attendance="on-site")
    RegistrationFactory(event=event, state=RegistrationState.REQUESTED)
    there = moving.move(moved, EventFactory(registrations=True), by=None)
    return [
        reverse("registrations-desk:registrations", args=[event.slug]),
        reverse("registrations-desk:registration", args=[event.slug, placed.pk]),
        reverse("registrations-desk:registration", args=[there.event.slug, there.pk]),
        reverse("registrations-desk:move", args=[event.slug, placed.pk]),
        reverse("registrations-desk:charts", args=[event.slug]),
    ]


@pytest.fixture
def page_of_moving(portal_with_everything):
    talk = Talk.objects.still_to_come().exclude(event__series=None).first()
    return reverse("planning-desk:move", args=[talk.event.slug, talk.pk])


@pytest.fixture
def page_of_slides(portal_with_everything):
    talk = Talk.objects.order_by("pk").first()
    return reverse("slides:slides", args=[talk.pk])


def test_the_pages_of_a_visitor_are_accessible(
    pages_of_registrations, pages_of_registrations_for_a_series, invitation, new_page
):
    pages = [*VISITORS_PAGES, *pages_of_registrations, *pages_of_registrations_for_a_series]
    pages.append(invitation.get_absolute_url())

    assert findings(new_page(width=320), pages) == {}


@pytest.fixture
def coordinators_page(portal_with_everything, new_page, sign_in):
    page = new_page(width=320)
    sign_in(page, User.objects.get(email="coordinator@example.org"))
    return page


def test_the_pages_of_events_at_the_desk_are_accessible(
    coordinators_page,
    page_of_moving,
    page_of_slides,
    pages_of_announcements,
    pages_of_the_desk_of_registrations,
):
    pages = [*PAGES_OF_EVENTS_AT_THE_DESK, *pages_of_announcements, page_of_moving, page_of_slides]
    pages += pages_of_the_desk_of_registrations

    assert findings(coordinators_page, pages) == {}


def test_the_other_pages_of_a_coordinator_are_accessible(
    coordinators_page, pages_of_people, page_of_a_letter
):
    pages = [*COORDINATORS_PAGES, *pages_of_people, page_of_a_letter]

    assert findings(coordinators_page, pages) == {}
