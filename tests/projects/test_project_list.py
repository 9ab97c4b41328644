import pytest
from django.urls import reverse

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
from tests.projects.pages import text_of, titles

pytestmark = pytest.mark.django_db
LIST = reverse("projects:projects")


@pytest.fixture
def research():
    theory, practice = (PerspectiveFactory(name=n, slug=n.lower()) for n in ("Theory", "Practice"))
    first, second = PhaseFactory(number=1), PhaseFactory(number=2)
    knots, samples = (
        AreaFactory(name="knots", slug="knots"),
        AreaFactory(name="samples", slug="samples"),
    )
    here = InstitutionFactory(name="Here University", slug="here", city="Heretown")
    there = InstitutionFactory(name="There College", slug="there", city="Tübingen")
    ProjectFactory(
        title="Alpha",
        phases=[first],
        perspectives=[theory],
        areas=[knots],
        institutions=[here],
        investigators=[PersonFactory(name="Ada Kutyniok")],
    )
    ProjectFactory(
        title="Beta", phases=[first, second], areas=[knots, samples], institutions=[here, there]
    )
    ProjectFactory(title="Gamma", phases=[second], perspectives=[practice], institutions=[there])


def facet(response, name):
    facets = {facet.name: facet for facet in response.context["filter"].facets}
    return {option.label: option.count for option in facets[name].options}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alpha", "Beta", "Gamma"]),
        ("perspective=theory", ["Alpha"]),
        ("perspective=theory&perspective=practice", ["Alpha", "Gamma"]),
        ("phase=2", ["Beta", "Gamma"]),
        ("area=knots&phase=2", ["Beta"]),
        ("institution=there", ["Beta", "Gamma"]),
        ("q=alpha", ["Alpha"]),
        ("q=Kutiniok", ["Alpha"]),
        ("q=Tubingen", ["Beta", "Gamma"]),
        ("q=tubingen&area=samples", ["Beta"]),
        ("q=nothing+of+the+sort", []),
    ],
)
def test_projects_are_filtered(client, research, query, found):
    assert titles(client.get(f"{LIST}?{query}")) == found


def test_a_card_tells_phases_investigators_and_institutions(client, research):
    ProjectFactory(title="Delta", phases=[PhaseFactory(number=3)])

    text = text_of(client.get(f"{LIST}?area=knots"))

    assert "Phase 1 Alpha Ada Kutyniok Here University" in text
    assert "Phases 1 and 2 Beta Here University · There College" in text


def test_a_choice_narrows_the_counts_of_the_others_but_not_its_own(client, research):
    response = client.get(f"{LIST}?phase=2")

    assert facet(response, "phase") == {"Funding period 1": 2, "Funding period 2": 2}
    assert facet(response, "perspective") == {"Theory": 0, "Practice": 1}
    assert facet(response, "area") == {"knots": 1, "samples": 1}
    assert facet(response, "institution") == {"There College": 2, "Here University": 1}


def test_words_narrow_the_counts_of_all(client, research):
    response = client.get(f"{LIST}?q=alpha")

    assert facet(response, "phase") == {"Funding period 1": 1, "Funding period 2": 0}
    assert facet(response, "institution") == {"Here University": 1}


def test_a_chosen_value_can_be_taken_away(client, research):
    response = client.get(f"{LIST}?q=a&phase=2&area=knots&area=samples")

    assert [(chip["label"], chip["query"]) for chip in response.context["chips"]] == [
        ("Funding period 2", "q=a&area=knots&area=samples"),
        ("knots", "q=a&phase=2&area=samples"),
        ("samples", "q=a&phase=2&area=knots"),
    ]


def test_rare_values_are_folded_away_and_unfold_when_one_is_chosen(client):
    areas = [AreaFactory(name=f"area {n:02}", slug=f"area-{n}") for n in range(10)]
    ProjectFactory(areas=areas)

    closed = client.get(LIST)
    opened = client.get(f"{LIST}?area=area-9")

    assert "2 more" in text_of(closed)
    assert '<details class="facet-more" >' in closed.content.decode()
    assert '<details class="facet-more" open>' in opened.content.decode()


def test_of_very_many_values_a_bounded_number_is_offered_and_the_chosen_ones(client):
    ProjectFactory(areas=[AreaFactory(name=f"area {n:03}", slug=f"area-{n}") for n in range(100)])

    html = client.get(f"{LIST}?area=area-99").content.decode()

    assert html.count('name="area"') == 61
    assert 'id="area-area-99" checked' in " ".join(html.split())


@pytest.mark.parametrize(
    "query",
    [
        "phase=9",
        "phase=x",
        "area=no such",
        "perspective=%00",
        "institution=%E2%80%9C",
        "area=" + "a" * 5000,
    ],
)
def test_a_filter_that_does_not_exist_is_left_aside(client, research, query):
    response = client.get(f"{LIST}?{query}&phase=2")

    assert titles(response) == ["Beta", "Gamma"]


def test_the_reader_is_told_of_a_filter_that_does_not_exist(client, research):
    text = text_of(client.get(f"{LIST}?area=knotes"))

    assert "There is no filter “knotes”; it was left aside." in text


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "a" * 201, "q=%FF", "page=%00", "page=-1", "q=%27%3A%2A"]
)
def test_whatever_is_asked_there_is_an_answer(client, research, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_text_too_long_is_told_so_and_kept(client, research):
    text = "a" * 201

    response = client.get(f"{LIST}?q={text}")

    assert "at most 200 characters" in text_of(response)
    assert f'value="{text}"' in response.content.decode()


def test_people_and_institutions_of_the_words_are_named_even_without_projects(client):
    PersonFactory(name="Guido Kutyniok", slug="guido")
    InstitutionFactory(name="Kutyniok Institute").aliases.create(name="KI")

    text = text_of(client.get(f"{LIST}?q=Kutiniok"))

    assert "People and institutions: Guido Kutyniok , Kutyniok Institute" in text
    assert "No project fits" in text


def test_what_is_asked_for_is_never_markup(client):
    response = client.get(f"{LIST}?q=<script>alert(1)</script>&area=<b>")

    assert b"<script>alert" not in response.content
    assert b"<b>" not in response.content


def test_the_list_comes_in_pages_that_keep_the_filter(client):
    phase = PhaseFactory(number=1)
    ProjectFactory.create_batch(30, phases=[phase])

    first = client.get(f"{LIST}?phase=1")
    last = client.get(f"{LIST}?phase=1&page=99")

    assert (len(titles(first)), len(titles(last))) == (24, 6)
    assert 'rel="next"' in first.content.decode()
    assert "?phase=1&amp;page=2" in first.content.decode()


def test_htmx_gets_the_results_and_the_counts_and_a_tidy_address(client, research):
    response = client.get(f"{LIST}?q=&phase=2&perspective=", headers={"HX-Request": "true"})

    html = response.content.decode()
    assert "<html" not in html
    assert titles(response) == ["Beta", "Gamma"]
    assert '<div id="facets" hx-swap-oob="true">' in html
    assert response["HX-Push-Url"] == f"{LIST}?phase=2"
    assert "HX-Request" in response["Vary"]


def test_an_empty_portal_says_so(client):
    assert "No project is known yet" in text_of(client.get(LIST))


def test_titles_are_in_order_of_the_alphabet_whatever_their_case_and_accents(client):
    for title in ("Zeta", "alpha", "Öde", "beta", "Pi"):
        ProjectFactory(title=title)

    assert titles(client.get(LIST)) == ["alpha", "beta", "Öde", "Pi", "Zeta"]


@pytest.mark.parametrize("query", ["", "?q=sample&phase=1"])
def test_thirty_projects_cost_as_many_queries_as_one(client, django_assert_num_queries, query):
    ProgrammeFactory()
    phase = PhaseFactory(number=1)
    expected = 7 if query else 4

    def grow(number):
        for _ in range(number):
            institution = InstitutionFactory()
            project = ProjectFactory(
                phases=[phase], institutions=[institution], areas=[AreaFactory()]
            )
            MembershipFactory(project=project)
            MembershipFactory(project=project, role=Membership.Role.RESEARCHER)

    grow(1)
    with django_assert_num_queries(expected):
        client.get(LIST + query)
    grow(29)
    with django_assert_num_queries(expected):
        client.get(LIST + query)
