"""A programme quite unlike SPP 2298, made up here."""

import pytest

from events.models import Event
from projects.models import Area, Institution, Person, Perspective, Phase, Programme, Project

pytestmark = pytest.mark.django_db

PROGRAMME = {
    "name": "Sample Geometry",
    "name_de": "Mustergeometrie",
    "acronym": "SPP 0001",
    "question": "What shape has a sample?",
    "about": "About $x^2$.",
    "accent": "#8a1f4b",
    "contact": "office@example.org",
    "website": "https://geometry.example",
    "established": "2030-01-15",
    "coordinator": {
        "name": "Ada Sample",
        "orcid": "0000-0002-1825-0097",
        "institution": "Sample U",
    },
    "host_institution": "su",
    "phases": [
        {"number": number, "label": f"Phase {number}", "start": 2030 + number}
        for number in (1, 2, 3)
    ],
    "perspectives": None,
    "areas": [{"name": "Knot theory", "kind": "mathematics"}],
}
INSTITUTIONS = [
    {
        "name": "Sample U",
        "aliases": ["SU"],
        "city": "Sampletown",
        "country": "AT",
        "latitude": 48,
        "longitude": 16.5,
        "ror": "https://ror.org/05591te55",
        "website": "https://su.example",
    }
]
PROJECTS = [
    {
        "title": "Knoten und $k$-Muster",
        "title_de": "Knoten",
        "acronym": "KNOT",
        "gepris_id": "777",
        "phases": [1, 2, 3],
        "subject_areas": ["knot theory", "Musterkunde"],
        "principal_investigators": [{"name": "Ada Sample", "orcid": "0000-0002-1825-0097"}],
        "associates": [{"name": "Bo Sample", "institution": "SU"}],
        "institutions": [{"name": "SU"}],
        "start": "2031",
    },
    {"title": "Ein bloßer Titel"},
]


@pytest.fixture(autouse=True)
def _loaded(folder, load):
    folder.write(programme=PROGRAMME, institutions=INSTITUTIONS, projects=PROJECTS)
    load(folder.path)


def test_its_programme_is_told_in_its_own_words():
    programme = Programme.objects.get()

    assert (
        programme.question,
        programme.accent,
        programme.host.name,
        programme.coordinator.orcid,
    ) == (
        "What shape has a sample?",
        "#8a1f4b",
        "Sample U",
        "0000-0002-1825-0097",
    )
    assert str(programme.established) == "2030-01-15"
    assert programme.about_html.startswith("<p>About")


def test_it_may_have_three_phases_and_no_perspectives():
    assert [str(phase.start) for phase in Phase.objects.all()] == ["2031", "2032", "2033"]
    assert not Perspective.objects.exists()
    assert [p.number for p in Project.objects.get(gepris_id="777").phases.all()] == [1, 2, 3]


def test_its_projects_may_say_much_or_next_to_nothing():
    assert {p.slug: p.title_de for p in Project.objects.all()} == {
        "knoten-und-k-muster": "Knoten",
        "ein-blosser-titel": "",
    }
    bare = Project.objects.get(slug="ein-blosser-titel")
    assert (bare.summary, bare.gepris_id, bare.start, bare.keywords) == ("", None, None, [])


def test_areas_are_the_same_in_any_case():
    areas = Area.objects.values_list("name", "kind")

    assert set(areas) == {("Knot theory", "mathematics"), ("Musterkunde", "")}


def test_its_people_are_one_wherever_they_are_named():
    assert {p.name for p in Person.objects.all()} == {"Ada Sample", "Bo Sample"}
    assert Institution.objects.get().affiliations.count() == 2


def test_files_that_are_missing_are_empty():
    assert not Event.objects.exists()


def test_it_too_can_be_loaded_twice(folder, load):
    said = load(folder.path)

    rows = [line.split()[1:3] for line in said.splitlines()[1:] if line.strip()]
    assert rows == [["0", "0"]] * len(rows)


def test_nothing_more_than_a_name_is_needed(folder, load):
    folder.write(programme={"name": "Bare"}, projects=[], institutions=[])

    load(folder.path)

    assert Programme.objects.get().name == "Bare"
