"""A bundle with mistakes: each is told with its place, and nothing is written."""

import pytest

from projects.models import Institution, Programme, Project
from tests.bundle.conftest import PROGRAMME

pytestmark = pytest.mark.django_db

TITLE = "Sampling of samples"
PROGRAMME_WITH_KEYS = {
    **PROGRAMME,
    "phases": [{"number": 1, "label": "First"}],
    "perspectives": [{"key": "theory", "name": "Theory"}],
}


def project(**fields):
    return {"title": TITLE, **fields}


def words_of(line):
    return " ".join(line.split())


def test_six_mistakes_are_told_at_once_and_nothing_is_written(folder, refused):
    folder.write(
        programme=PROGRAMME_WITH_KEYS,
        institutions=[{"name": "Sample University", "latitude": 99, "longitude": 10}],
        projects=[
            project(gepris_id="12a", start="2021-13"),
            project(title="Second", website="ftp://a.example", perspectives=["practice"]),
        ],
        events=[{"type": "party", "title": "Sample days"}],
    )

    said = [words_of(line) for line in refused(folder.path).splitlines()]

    lost = "programme.json has no “practice” among its perspectives."
    kinds = "annual_meeting, workshop, school, seminar_session, deadline"
    assert said == [
        "institutions.json record 1 “Sample University” latitude 99 does not lie from -90 to 90.",
        f"projects.json record 1 “{TITLE}” gepris_id A GEPRIS number consists of digits.",
        f"projects.json record 1 “{TITLE}” start There is no such date: 2021-13.",
        "projects.json record 2 “Second” website “ftp://a.example” is no web address.",
        f"projects.json record 2 “Second” perspectives 1 {lost}",
        f"events.json record 1 “Sample days” type “party” is none of: {kinds}.",
        "6 mistakes in the bundle; nothing was changed.",
    ]
    assert not Programme.objects.exists()
    assert not Institution.objects.exists()
    assert not Project.objects.exists()


def test_a_path_that_is_no_folder_is_told_in_one_sentence(tmp_path, refused):
    assert refused(tmp_path / "nowhere") == f"{tmp_path / 'nowhere'} is not a folder."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "[{]",
            "This is no JSON: Expecting property name enclosed in double quotes in line 1, column 3.",
        ),
        ("{}", "The file must hold a list."),
        ("[" * 100_000, "This is nested too deeply."),
        (
            '[{"title": "A", "title": "B"}]',
            "This is no JSON: the key “title” stands twice in one object.",
        ),
        ('[{"title": "A", "phases": [NaN]}]', "This is no JSON: NaN is not a number."),
        ("", "This is no JSON: Expecting value in line 1, column 1."),
    ],
)
def test_a_file_that_is_no_bundle_file_is_refused(folder, refused, text, wrong):
    folder.write_text("projects", text)

    assert words_of(refused(folder.path).splitlines()[0]) == f"projects.json {wrong}"


def test_a_file_that_is_no_text_is_refused(folder, refused):
    (folder.path / "news.json").write_bytes(b'["\xff"]')

    assert "The file is not UTF-8 text (byte 3)." in refused(folder.path)


def test_a_folder_in_place_of_a_file_is_refused(folder, refused):
    (folder.path / "news.json").mkdir()

    assert "The file cannot be read: Is a directory." in refused(folder.path)


def test_the_programme_must_be_there(tmp_path, refused):
    assert words_of(refused(tmp_path).splitlines()[0]) == "programme.json The file is missing."


@pytest.mark.parametrize(
    ("fields", "place", "wrong"),
    [
        ({"title": None}, "title", "This is missing (null)."),
        ({"title": "   "}, "title", "This is empty."),
        ({"title": 7}, "title", "This must be text, not 7."),
        ({"title": "x" * 401}, "title", "This has 401 characters; at most 400 are possible."),
        ({"title": "\0"}, "title", "Null characters are not allowed."),
        ({"title": "\ud800"}, "title", "This holds characters that do not exist."),
        ({"summary": "x" * 100_001}, "summary", "This has 100001 characters; at most 100000 are possible."),
        ({"keywords": "sampling"}, "keywords", "This must be a list."),
        ({"keywords": ["sampling", None]}, "keywords 2", "This is missing (null)."),
        ({"keywords": [True]}, "keywords 1", "This must be text, not true."),
        ({"phases": ["1"]}, "phases 1", "This must be a number, not the text “1”."),
        ({"phases": [7]}, "phases 1", "programme.json has no “7” among its phases."),
        ({"start": "soon"}, "start", "“soon” is no date: write 2021, 2021-03 or 2021-03-15."),
        ({"start": "2022", "end": "2021-12"}, "end", "2021-12 lies before the start, 2022."),
        ({"membership_confirmed": "no"}, "membership_confirmed", "This must be true or false, not the text “no”."),
        ({"principal_investigators": ["Ada"]}, "principal_investigators 1", "This must be an object."),
        ({"researchers": [{"name": "Ada", "orcid": "1"}]}, "researchers 1 orcid", "An ORCID looks like 0000-0002-1825-0097."),
        ({"researchers": [{}]}, "researchers 1 name", "This is missing."),
        ({"researchers": [{"name": "Ada"}, {"name": "ada"}]}, "researchers 2", "ada stands here twice."),
        ({"institutions": [{"city": "Sampletown"}]}, "institutions 1 name", "This is missing."),
        ({"sources": ["javascript:alert(1)"]}, "sources 1", "“javascript:alert(1)” is no web address."),
        ({"slug": "no slug"}, "slug", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    ],
)  # fmt: skip
def test_a_project_is_read_field_by_field(folder, refused, fields, place, wrong):
    folder.write(programme=PROGRAMME_WITH_KEYS, projects=[project(**fields)])

    first, *_others = refused(folder.path).splitlines()

    assert words_of(first).endswith(f"{place} {wrong}")
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("fields", "place", "wrong"),
    [
        ({"country": "Germany"}, "country", "This has 7 characters; at most 2 are possible."),
        ({"country": "de"}, "country", "Give a country as two capital letters, such as DE."),
        ({"longitude": 200, "latitude": 5}, "longitude", "200 does not lie from -180 to 180."),
        ({"latitude": "48"}, "latitude", "This must be a number, not the text “48”."),
        ({"latitude": 48.1}, "latitude", "Latitude and longitude belong together."),
        ({"ror": "https://a.example"}, "ror", "A ROR looks like https://ror.org/05591te55."),
        ({"aliases": ["Another"]}, "aliases 1", "“Another” is record 1 already."),
    ],
)
def test_an_institution_is_read_field_by_field(folder, refused, fields, place, wrong):
    folder.write(institutions=[{"name": "Another"}, {"name": "Sample University", **fields}])

    first = refused(folder.path).splitlines()[0]

    assert words_of(first).endswith(f"record 2 “Sample University” {place} {wrong}")


@pytest.mark.parametrize(
    ("fields", "place", "wrong"),
    [
        ({"name": None}, "name", "This is missing (null)."),
        ({"accent": "blue"}, "accent", "Give a colour as #rrggbb."),
        ({"contact": "nobody"}, "contact", "Enter a valid email address."),
        ({"coordinator": "Ada"}, "coordinator", "This must be an object."),
        ({"phases": [{"number": 0, "label": "Zero"}]}, "phases 1 number", "0 does not lie from 1 to 99."),
        ({"phases": [{"number": 1, "label": "A"}, {"number": 1, "label": "B"}]}, "phases 2 number",
         "Number 1 of them has the same."),
        ({"areas": [{"name": "Topology"}, {"name": "topology"}]}, "areas 2 name", "Number 1 of them has the same."),
    ],
)  # fmt: skip
def test_the_programme_is_read_field_by_field(folder, refused, fields, place, wrong):
    folder.write(programme=PROGRAMME | fields)

    assert words_of(refused(folder.path).splitlines()[0]).endswith(f"{place} {wrong}")


@pytest.mark.parametrize(
    ("file", "records", "place"),
    [
        ("projects", [project(gepris_id="1"), project(title="B", gepris_id="1")], "gepris_id"),
        ("projects", [project(), project(title="sampling of  SAMPLES", gepris_id="1")], "title"),
        ("events", [{"type": "school", "title": "A", "start": "2021"}] * 2, "title"),
        ("news", [{"title": "A", "url": "https://a.example"}] * 2, "title"),
    ],
)
def test_a_record_that_stands_twice_is_a_mistake(folder, refused, file, records, place):
    folder.write(**{file: records})

    first = words_of(refused(folder.path).splitlines()[0])

    assert first.startswith(f"{file}.json record 2")
    assert first.endswith(f"{place} Record 1 has the same.")


def test_people_of_one_name_need_their_orcids_everywhere(folder, refused):
    ada = {"name": "Ada Sample"}
    folder.write(
        programme=PROGRAMME | {"coordinator": ada},
        projects=[
            project(researchers=[ada | {"orcid": "0000-0002-1825-0097"}]),
            project(title="Second", researchers=[ada | {"orcid": "0000-0001-5109-3700"}]),
        ],
    )

    first = words_of(refused(folder.path).splitlines()[0])

    assert first.endswith(
        "coordinator Several people are called Ada Sample: give the ORCID here too."
    )


def test_a_mistake_in_the_second_load_leaves_the_first_untouched(folder, load, refused):
    folder.write(projects=[project(summary="First.")])
    load(folder.path)
    folder.write(projects=[project(summary="Second."), project(title=None)])

    refused(folder.path)

    assert Project.objects.get().summary == "First."


def test_a_slip_of_the_pen_in_a_key_is_noted(folder, load):
    folder.write(
        projects=[
            project(
                summery="Lost?",
                source="seen",
                date_note="why",
                researchers=[{"name": "Ada", "orchid": 1}],
            )
        ]
    )

    said = load(folder.path)

    assert f"projects.json record 1 “{TITLE}”: nobody reads “summery”" in said
    assert f"projects.json record 1 “{TITLE}”: nobody reads “researchers 1 orchid”" in said
    assert said.count("nobody reads") == 2


def test_a_slip_of_the_pen_is_told_beside_the_mistake_it_made(folder, refused):
    folder.write(projects=[{"titel": "Sampling"}])

    said = refused(folder.path)

    assert "title  This is missing." in said
    assert "To know:\n  projects.json record 1: nobody reads “titel”" in said


def test_other_files_are_noted_and_not_loaded(folder, load):
    folder.write(leads=[{"title": "A rumour"}])

    assert "leads.json is not part of what is loaded" in load(folder.path)
    assert not Project.objects.exists()
