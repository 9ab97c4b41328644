import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertInHTML

from news.models import Article
from portal.accounts.roles import Role
from portal.common.partial_dates import PartialDate
from portal.home import overview
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory, moment
from tests.factories.news import ArticleFactory
from tests.factories.projects import (
    InstitutionFactory,
    PersonFactory,
    PerspectiveFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def programme(db):
    return ProgrammeFactory(
        name="Sample Programme", kind="Sample Priority Programme", funder="Sample Fund"
    )


def page_of(client, path=HOME):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def figures_of(page):
    """Return what stands in the figures: "3 cities"."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page)
    return {f"{value} {label}" for label, value in pairs}


def test_the_headline_is_the_name_of_the_programme(client, programme):
    page = page_of(client)

    assert "<h1>Sample Programme</h1>" in page
    assert "Sample Priority Programme" in page
    assert "Sample Fund" in page


def test_behind_the_headline_stands_the_figure_of_the_programme(client, programme):
    hero, _rest = page_of(client).split("</section>", 1)

    assert '<svg class="figure"' in hero


def test_where_the_programme_has_a_question_that_is_the_headline(client, programme):
    programme.question = "What can a sample prove?"
    programme.save()

    page = page_of(client)

    assert "<h1>What can a sample prove?</h1>" in page
    assert '<p class="eyebrow">Sample Programme</p>' in page


def test_what_the_programme_says_of_itself_is_shown(client, programme):
    programme.about = "We *sample*."
    programme.save()

    assert "We <em>sample</em>." in page_of(client)


def test_the_headline_is_german_on_the_german_page(client, programme):
    assert "<h1>Musterhafte Grundlagen</h1>" in page_of(client, "/de/")


def test_the_figures_are_counted_from_the_data(client, programme):
    here, there = InstitutionFactory(city="Tübingen"), InstitutionFactory(city="Leipzig")
    InstitutionFactory(city="Tubingen")
    both = PersonFactory()
    ProjectFactory(institutions=[here], investigators=[both])
    ProjectFactory(institutions=[here, there], investigators=[both, PersonFactory()])

    assert figures_of(page_of(client)) == {
        "2 research projects",
        "2 principal investigators",
        "3 institutions",
        "2 cities",
    }


def test_what_is_not_known_is_not_counted_as_nothing(client, programme):
    ProjectFactory()

    assert figures_of(page_of(client)) == {"1 research project"}


def test_each_perspective_leads_to_its_projects_and_says_how_many(client, programme):
    perspective = PerspectiveFactory(
        name="The sample view", summary="Looks at samples.", topics=["one", "another"]
    )
    ProjectFactory.create_batch(2, perspectives=[perspective])

    page = page_of(client)

    assertInHTML("<h2>The sample view</h2>", page)
    assert "Looks at samples." in page
    assert "one, another" in page
    link = f"""<a href="/projects/?perspective={perspective.slug}">2 projects
        <span class="visually-hidden">: The sample view</span></a>"""
    assertInHTML(link, page)


def test_a_perspective_without_projects_promises_none(client, programme):
    PerspectiveFactory()

    assert "?perspective=" not in page_of(client)


def test_any_number_of_perspectives_is_shown(client, programme):
    PerspectiveFactory.create_batch(5)

    assert page_of(client).count('<p class="number">') == 5


def test_the_next_events_are_shown(client, programme):
    EventFactory(title="A past sample", past=True)
    EventFactory(title="A drafted sample", draft=True)
    EventFactory(title="A coming sample")

    page = page_of(client)

    assert "A coming sample" in page
    assert "A past sample" not in page
    assert "A drafted sample" not in page


def test_the_next_event_that_takes_place_stands_on_top(client, programme):
    EventFactory(cancelled=True, starts_at=moment(days=1))
    event = EventFactory(starts_at=moment(days=2))

    assert next_on_top(client) == event.get_absolute_url()


def test_an_event_known_to_the_month_has_no_day_on_top(client, programme):
    next_year = timezone.localdate().year + 1
    event = EventFactory(of_record=True, start=PartialDate(next_year, 3))

    page = page_of(client)

    link = f'<a class="button" href="{event.get_absolute_url()}">{event.get_kind_display()}</a>'
    assertInHTML(link, page)


def next_on_top(client):
    hero, _rest = page_of(client).split("</section>", 1)
    return re.search(r'href="(/events/[^"]+)"', hero)[1]


def test_events_for_members_are_shown_to_members_alone(client, programme):
    EventFactory(title="Among ourselves", members_only=True)
    assert "Among ourselves" not in page_of(client)

    client.force_login(UserFactory(roles=[Role.MEMBER]))
    assert "Among ourselves" in page_of(client)


def test_an_organiser_finds_drafts_at_the_desk_and_not_here(client, programme):
    EventFactory(title="A drafted sample", draft=True)
    client.force_login(UserFactory(roles=[Role.ORGANISER]))

    assert "A drafted sample" not in page_of(client)


def test_six_projects_are_shown(client, programme):
    ProjectFactory.create_batch(7)

    page = page_of(client)

    assert page.count('<article class="card">') == 6
    assert "6 of 7, chosen anew every day" in page


def test_the_projects_stay_the_same_all_day_and_are_others_on_the_next():
    ProjectFactory.create_batch(40)
    today = timezone.localdate()

    def chosen(day):
        return [project.slug for project in overview.projects_of(day)]

    assert chosen(today) == chosen(today)
    assert chosen(today) != chosen(today + datetime.timedelta(days=1))


def test_news_is_shown(client, programme):
    ArticleFactory(title="Sample news")
    ArticleFactory(title="A draft of news", draft=True)

    page = page_of(client)

    assert "Sample news" in page
    assert "A draft of news" not in page


def test_places_are_shown_on_the_map(client, programme):
    InstitutionFactory(city="Leipzig", latitude=51.34, longitude=12.37)

    page = page_of(client)

    assert "Where the research is done" in page
    assert "Leipzig" in page


def test_with_nothing_but_a_name_the_page_stands(client, programme):
    page = page_of(client)

    assert "<h1>Sample Programme</h1>" in page
    for heading in ("Coming up", "Research projects", "Where the research is done", "All news"):
        assert heading not in page
    assert '<ul class="columns' not in page
    assert "<dl" not in page


def test_before_anything_is_loaded_the_page_stands(client):
    assert "<h1>Research programme</h1>" in page_of(client)


def fill(number):
    for _ in range(number):
        place = InstitutionFactory(latitude=51.3, longitude=12.3)
        ProjectFactory(
            institutions=[place],
            investigators=[PersonFactory()],
            perspectives=[PerspectiveFactory()],
            phases=[PhaseFactory()],
        )
        TalkFactory(event=EventFactory(registrations=True))
        ArticleFactory()


def test_the_page_costs_eight_queries_however_much_there_is(client, programme):
    fill(1)
    with CaptureQueriesContext(connection) as with_one:
        client.get(HOME)
    fill(29)

    with CaptureQueriesContext(connection) as with_thirty:
        client.get(HOME)

    assert Article.objects.count() == 30
    assert len(with_thirty) == len(with_one) <= 8
