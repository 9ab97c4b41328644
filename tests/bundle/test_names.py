"""People and institutions are the same wherever a bundle names them."""

import pytest

from projects.models import Affiliation, Institution, Person, Project
from tests.factories.projects import InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db


def project(title="Sampling of samples", **fields):
    return {"title": title, **fields}


def test_a_project_names_an_institution_by_alias(folder, load):
    folder.write(
        institutions=[{"name": "Sample University", "aliases": ["SU", "Universität Müster"]}],
        projects=[project(institutions=[{"name": "universitat muster"}, {"name": "SU"}])],
    )

    load(folder.path)

    assert [i.name for i in Project.objects.get().institutions.all()] == ["Sample University"]


def test_an_institution_that_is_not_listed_is_made_and_noted(folder, load):
    folder.write(
        projects=[project(institutions=[{"name": "Sample College", "city": "Sampletown"}])]
    )

    said = load(folder.path)
    again = load(folder.path)

    college = Institution.objects.get()
    assert (college.city, college.latitude) == ("Sampletown", None)
    assert "Sample College is not in institutions.json: its place on the map is unknown" in said
    assert "institutions        0        0          1" in again


def test_a_name_that_belongs_to_another_institution_stays_there(folder, load):
    InstitutionFactory(name="Sample College")
    folder.write(institutions=[{"name": "Sample University", "aliases": []}])
    load(folder.path)
    folder.write(institutions=[{"name": "Sample University", "aliases": ["Sample College"]}])

    said = load(folder.path)

    assert (
        "“Sample College” stays a name of Sample College; Sample University asks for it too" in said
    )
    assert Institution.objects.count() == 2


def test_one_person_named_by_two_institutions_is_one_person(folder, load):
    folder.write(
        projects=[
            project("One", principal_investigators=[{"name": "Ada Sample", "institution": "A"}]),
            project("Two", researchers=[{"name": "ada  sample", "institution": "B"}]),
        ]
    )

    load(folder.path)

    ada = Person.objects.get()
    assert ada.name == "Ada Sample"
    assert {a.institution.name for a in ada.affiliations.all()} == {"A", "B"}
    assert ada.memberships.count() == 2


def test_an_orcid_given_once_holds_for_the_name_everywhere(folder, load):
    orcid = "0000-0002-1825-0097"
    folder.write(
        projects=[
            project("One", principal_investigators=[{"name": "Ada Sample"}]),
            project("Two", principal_investigators=[{"name": "A. Sample", "orcid": orcid}]),
            project(
                "Three", researchers=[{"name": "Ada Sample", "orcid": f"https://orcid.org/{orcid}"}]
            ),
        ]
    )

    load(folder.path)

    assert [(p.name, p.orcid, p.memberships.count()) for p in Person.objects.all()] == [
        ("Ada Sample", orcid, 3)
    ]


def test_people_of_one_name_are_told_apart_by_their_orcids(folder, load):
    orcids = ["0000-0002-1825-0097", "0000-0001-5109-3700"]
    team = [{"name": "Ada Sample", "orcid": orcid} for orcid in orcids]
    folder.write(projects=[project(principal_investigators=team)])

    load(folder.path)
    load(folder.path)

    assert set(Person.objects.values_list("name", "orcid")) == {("Ada Sample", o) for o in orcids}


def test_what_the_bundle_does_not_know_of_a_person_is_not_taken_away(folder, load):
    PersonFactory(name="Ada Sample", orcid="0000-0002-1825-0097", homepage="https://a.example")
    folder.write(
        projects=[project(principal_investigators=[{"name": "Ada Sample", "orcid": None}])]
    )

    load(folder.path)

    ada = Person.objects.get()
    assert (ada.orcid, ada.homepage) == ("0000-0002-1825-0097", "https://a.example")


def test_a_corrected_institution_of_a_person_replaces_the_one_before(folder, load):
    mention = {"name": "Ada Sample", "institution": "A"}
    folder.write(projects=[project(principal_investigators=[mention])])
    load(folder.path)
    folder.write(projects=[project(principal_investigators=[mention | {"institution": "B"}])])

    load(folder.path)

    assert [a.institution.name for a in Affiliation.objects.all()] == ["B"]


def test_an_affiliation_with_dates_was_entered_here_and_stays(folder, load):
    ada = PersonFactory(name="Ada Sample")
    institution = InstitutionFactory(name="A")
    Affiliation.objects.create(person=ada, institution=institution, start="2021")
    team = [{"name": "Ada Sample", "institution": "A"}, {"name": "Bo Sample", "institution": "A"}]
    folder.write(projects=[project(principal_investigators=team)])

    load(folder.path)

    assert [str(a.start) for a in ada.affiliations.all()] == ["2021"]


def test_sample_people_are_never_taken_for_those_of_the_bundle(folder, load):
    PersonFactory(name="Ada Sample", is_sample=True)
    folder.write(projects=[project(principal_investigators=[{"name": "Ada Sample"}])])

    said = load(folder.path)

    assert Person.objects.filter(name="Ada Sample").count() == 2
    assert "person:" not in said
