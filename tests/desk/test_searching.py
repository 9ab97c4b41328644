import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Talk
from events.submissions.models import State
from portal.accounts.roles import Role
from portal.desk.searching import PAGES, search
from portal.mail.models import Delivery, Message
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory, TalkFactory
from tests.factories.mail import DeliveryFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import InstitutionFactory, PersonFactory, ProjectFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
SEARCH = "/desk/search/"


@pytest.fixture
def everything():
    """One of each kind, all of them about the tadpole."""
    event = EventFactory(title="Tadpole meeting")
    PersonFactory(name="Tina Tadpole")
    UserFactory(name="Theo", email="theo.tadpole@example.org")
    PersonFactory(name="Toni", user=UserFactory(name="Toni", email="tadpole.toni@example.org"))
    ProjectFactory(title="Tadpole dynamics")
    InstitutionFactory(name="Tadpole University")
    SeriesFactory(title="Tadpole seminar")
    TalkFactory(event=event, title="On the tadpole")
    SubmissionFactory(title="A tadpole submitted", call__event=event)
    SubmissionFactory(title="A tadpole drafted", state=State.DRAFT, call__event__title="Other")
    ArticleFactory(title="A tadpole wins", draft=True)
    DeliveryFactory(message__subject="Your tadpole", email="reader@example.org")
    DeliveryFactory(message__subject="Hello", email="tadpole@example.org")


def titles(text, *roles):
    return [f"{hit.kind}: {hit.found.title}" for hit in search(text, UserFactory(roles=roles))]


def test_a_coordinator_finds_everything_but_drafts_of_talks(everything):
    assert titles("tadpole", Role.COORDINATOR) == [
        "Person: Tina Tadpole",
        "Account: Theo",
        "Account: Toni",
        "Project: Tadpole dynamics",
        "Institution: Tadpole University",
        "Event: Tadpole meeting",
        "Series: Tadpole seminar",
        "Talk: On the tadpole",
        "Submission: A tadpole submitted",
        "Article: A tadpole wins",
        "Mail: Your tadpole",
        "Mail to: Hello",
    ]


def test_an_editor_finds_nothing_that_organisers_alone_may_open(everything):
    assert titles("tadpole", Role.EDITOR) == [
        "Person: Tina Tadpole",
        "Project: Tadpole dynamics",
        "Institution: Tadpole University",
        "Article: A tadpole wins",
    ]


def test_an_organiser_finds_no_articles(everything):
    assert "Article: A tadpole wins" not in titles("tadpole", Role.ORGANISER)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ORGANISER, Role.COORDINATOR])
def test_whatever_is_found_can_be_opened(everything, client, role):
    client.force_login(UserFactory(roles=[role]))

    hits = client.get(SEARCH, {"q": "tadpole"}).context["hits"]

    assert [hit for hit in hits if client.get(hit.found.address).status_code != 200] == []
    assert len(hits) >= 4


@pytest.mark.parametrize("typed", ["tadpo", "tadpoel", "TÁDPOLE", "tina tadp"])
def test_people_are_found_by_beginnings_and_in_spite_of_slips(everything, typed):
    assert "Person: Tina Tadpole" in titles(typed, Role.EDITOR)


def test_the_desks_own_pages_are_found_by_the_beginnings_of_their_words():
    assert titles("new ev", Role.ORGANISER) == ["Page: New event"]
    assert titles("sett", Role.COORDINATOR) == ["Page: Settings of the programme"]
    assert titles("sett", Role.ORGANISER) == []


@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_the_desk_that_is_offered_opens(client, role):
    client.force_login(UserFactory(roles=[role]))

    for _title, name in PAGES[role]:
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "text", ["", " ", "a", "%", "''", "\\", "\0\0", "&&& |||", "x" * 5000, "🦆 🦆"]
)
def test_whatever_is_typed_gets_an_answer(client, everything, text):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    for headers in ({}, {"HX-Request": "true"}):
        response = client.get(SEARCH, {"q": text}, headers=headers)
        assert response.status_code == 200
        assert response.context["hits"] == []


def test_while_typing_only_the_list_comes(client, everything):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    html = client.get(SEARCH, {"q": "tadpole"}, headers={"HX-Request": "true"}).content.decode()

    assert html.strip().startswith("<ul")
    assert len(re.findall(r'role="option"', html)) == 12


def test_what_was_found_is_shown_as_text(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))
    EventFactory(title="<script>hostile</script>")

    for headers in ({}, {"HX-Request": "true"}):
        html = client.get(SEARCH, {"q": "hostile"}, headers=headers).content.decode()
        assert "<script>hostile" not in html


def test_forty_of_each_cost_as_many_queries_as_one(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    def make(number):
        for _ in range(number):
            event = EventFactory(title="Tadpole")
            PersonFactory(name="Tina Tadpole", user=UserFactory(name="Tina Tadpole"))
            ProjectFactory(title="Tadpole")
            InstitutionFactory(), SeriesFactory(title="Tadpole")
            TalkFactory(event=event, title="Tadpole")
            SubmissionFactory(title="Tadpole", call__event=event)
            ArticleFactory(title="Tadpole"), DeliveryFactory(email=f"tadpole{event.pk}@example.org")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(SEARCH, {"q": "tadpole"})
        return len(captured)

    make(1)
    with_one = queries()
    make(39)

    assert queries() == with_one < 30


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Talk.objects.filter(title__icontains="tadpole"), "talk_title_words"),
        (Message.objects.filter(subject__icontains="tadpole"), "message_subject_words"),
        (Delivery.objects.filter(email__icontains="tadpole"), "delivery_email_letters"),
    ],
)
def test_the_large_tables_are_searched_by_an_index(rows, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in rows.explain()


def test_the_search_box_stands_on_the_pages_of_the_desk(client):
    client.force_login(UserFactory(roles=[Role.EDITOR]))

    for page in ("/desk/", "/desk/news/", "/desk/news/new/"):
        assert f'action="{SEARCH}"' in client.get(page).content.decode()
