"""The bundle that comes along, as its sources tell it."""

import pytest

from events.models import Event
from news.models import Article
from projects.models import Area, Institution, Membership, Person, Programme, Project
from tests.bundle.rows import versions

pytestmark = pytest.mark.django_db


def test_everything_confirmed_is_loaded(load):
    load()

    programme = Programme.objects.get()
    assert (programme.name, programme.acronym, programme.coordinator.name, programme.host.name) == (
        "Theoretical Foundations of Deep Learning",
        "SPP 2298",
        "Gitta Kutyniok",
        "LMU Munich",
    )
    assert programme.committee.count() == 5
    assert Project.objects.count() == 13
    assert Institution.objects.count() == 13
    assert Event.objects.count() == 3
    assert Article.objects.published().count() == 11


def test_a_project_that_is_not_confirmed_is_left_out_and_named(load):
    said = load()

    title = "On the Convergence of Variational Deep Learning to Sums of Entropies"
    assert not Project.objects.filter(title=title).exists()
    assert (
        f"Left out, for it is not confirmed that they belong to the programme:\n  project: {title}"
        in said
    )


def test_loading_twice_writes_no_row(load):
    load()
    before = versions()

    said = load()

    assert versions() == before
    assert [line.split()[1:3] for line in said.splitlines()[1:10]] == [["0", "0"]] * 9


def test_a_dry_run_tells_the_same_and_writes_nothing(load):
    said = load(dry_run=True)

    assert ["projects", "13", "0", "0"] in [line.split() for line in said.splitlines()]
    assert said.rstrip().endswith("This was a dry run: nothing was changed.")
    assert not Programme.objects.exists()
    assert not Project.objects.exists()


def test_what_is_unknown_stays_unknown(load):
    load()

    known_to_the_month = Project.objects.get(gepris_id="463910157")
    assert (str(known_to_the_month.start), str(known_to_the_month.end)) == ("2021-03", "2022-02")
    without_date = Project.objects.get(acronym="iLOCO")
    assert (without_date.start, without_date.end, without_date.gepris_id) == (None, None, None)
    without_people = Project.objects.get(gepris_id="464075789")
    assert without_people.investigators_known is False
    assert not without_people.memberships.exists()
    assert Person.objects.get(name="Ingo Steinwart").affiliations.count() == 0
    assert Event.objects.get(title="First annual meeting").start is None


def test_a_place_that_somebody_has_left_is_told_from_the_present_one(load):
    load()

    places = Person.objects.get(name="Gitta Kutyniok").affiliations
    assert list(places.values_list("institution__name", "is_former")) == [
        ("LMU Munich", False),
        ("TU Berlin", True),
    ]


def test_subjects_of_projects_join_the_areas_of_the_programme(load):
    load()

    assert Area.objects.get(name="stochastics").kind == "mathematics"
    assert Area.objects.get(name="Mathematics").projects.count() == 8


def test_people_stand_in_their_projects_by_role(load):
    load()

    team = Project.objects.get(gepris_id="464109215").memberships
    assert list(team.values_list("person__name", "role")) == [
        ("Guido Montúfar", Membership.Role.PRINCIPAL_INVESTIGATOR),
        ("Moritz Grillo", Membership.Role.RESEARCHER),
    ]


@pytest.mark.parametrize(
    ("name", "institution"),
    [
        ("TU München", "Technical University of Munich"),
        ("technische universitat munchen", "Technical University of Munich"),
        ("LMU", "LMU Munich"),
        ("rwth aachen", "RWTH Aachen University"),
    ],
)
def test_institutions_are_known_by_their_other_names(load, name, institution):
    load()

    assert Institution.objects.called(name).get().name == institution


def test_news_has_the_date_of_its_report_as_far_as_it_is_known(load):
    load()

    news = Article.objects.in_bulk(field_name="slug").values()
    dates = {article.title: str(article.date) for article in news}
    assert dates["Best Thesis Award 2024"] == "2024-06-07"
    assert dates["Machine Learning: Geometry Ensures more Reliable Results"] == "2024"
    assert dates["First annual meeting"] == "None"
