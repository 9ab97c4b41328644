import pytest

from projects.models import Membership
from tests.factories.projects import (
    AreaFactory,
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    PerspectiveFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db


def person_at(name, institution, **fields):
    person = PersonFactory(name=name)
    person.affiliations.create(institution=institution, **fields)
    return person


def test_it_tells_what_is_known(client):
    here = InstitutionFactory(name="Here University", slug="here", city="Heretown")
    project = ProjectFactory(
        title="Rates for samples",
        title_de="Raten für Muster",
        acronym="RAFSA",
        gepris_id="100",
        summary="Why networks **generalise**.",
        alternative_titles=["Rates, second phase"],
        keywords=["a & b"],
        start="2021-03",
        end="2024",
        website="https://rates.example/start",
        sources=["https://www.source.example/long/path"],
        phases=[PhaseFactory(number=2), PhaseFactory(number=1)],
        perspectives=[PerspectiveFactory(name="Theory", slug="theory")],
        areas=[AreaFactory(name="knots", slug="knots")],
        institutions=[here],
        investigators=[person_at("Ada Sample", here)],
    )

    response = client.get(project.get_absolute_url())

    text, html = text_of(response), response.content.decode()
    assert "RAFSA · Phases 1 and 2 · March 2021 – 2024 Rates for samples Raten für Muster" in text
    assert "<strong>generalise</strong>" in html
    assert "Principal investigator Ada Sample Here University" in text
    assert "Also called Rates, second phase" in text
    assert "https://gepris.dfg.de/gepris/projekt/100" in html
    assert '<a href="https://www.source.example/long/path">source.example</a>' in html
    for link in ("?perspective=theory", "?area=knots", "?phase=1", "?q=a%20%26%20b"):
        assert f'/projects/{link}"' in html
    assert '<a href="/institutions/here/">Here University</a>' in html


def test_its_figure_stands_on_its_page_and_on_its_card(client):
    project = ProjectFactory(slug="knots")

    for address in (project.get_absolute_url(), "/projects/"):
        assert '<svg class="figure"' in client.get(address).content.decode()


def test_formulas_in_titles_are_typeset_and_plain_where_there_is_no_markup(client):
    project = ProjectFactory(title="Rates in $L^2$", alternative_titles=["Rates in $x$"])

    html = client.get(project.get_absolute_url()).content.decode()

    assert html.count("<math") == 2
    assert "$" not in html[html.index("<title>") : html.index("</title>")]


def test_what_is_not_known_is_not_there(client):
    text = text_of(client.get(ProjectFactory(title="Bare").get_absolute_url()))

    assert (
        text
        == "Research Bare Principal investigators The principal investigators are not known to us. Hear of it by mail"
    )


def test_it_says_that_investigators_may_be_missing(client):
    project = ProjectFactory(investigators=[PersonFactory()], investigators_known=False)

    text = text_of(client.get(project.get_absolute_url()))

    assert "There may be others: the list is not known to be complete." in text


def test_people_stand_by_role_in_their_order_with_where_they_are_now(client):
    old, new = InstitutionFactory(name="Old University"), InstitutionFactory(name="New University")
    project = ProjectFactory(
        investigators=[PersonFactory(name="Bo Sample"), PersonFactory(name="Ada Sample")]
    )
    student = person_at("Cy Sample", old, is_former=True)
    student.affiliations.create(institution=new)
    MembershipFactory(project=project, person=student, role=Membership.Role.RESEARCHER)

    text = text_of(client.get(project.get_absolute_url()))

    assert (
        "Principal investigators Bo Sample Ada Sample Researcher Cy Sample New University" in text
    )
    assert "Old University" not in text


def test_a_project_that_does_not_exist_is_not_found(client):
    assert client.get("/projects/no-such/").status_code == 404


def test_markup_in_names_stays_text(client):
    project = ProjectFactory(
        title_de="<i>x</i>", keywords=["<b>k</b>"], sources=["https://a.example/<b>"]
    )

    html = client.get(project.get_absolute_url()).content

    assert b"<i>x</i>" not in html
    assert b"<b>" not in html


def test_thirty_people_cost_as_many_queries_as_one(client, django_assert_num_queries):
    ProgrammeFactory()
    project = ProjectFactory(phases=[PhaseFactory()], areas=[AreaFactory()])

    def grow(number):
        for n in range(number):
            here = InstitutionFactory()
            project.institutions.add(here)
            MembershipFactory(project=project, person=person_at(f"Sample {n}", here))

    grow(1)
    with django_assert_num_queries(7):
        client.get(project.get_absolute_url())
    grow(29)
    with django_assert_num_queries(7):
        client.get(project.get_absolute_url())
