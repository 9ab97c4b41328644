"""Loading a bundle again after somebody has corrected it, or has edited the portal."""

import pytest
from django.utils import timezone

from events.models import Event
from news.models import Article
from projects.models import Institution, Membership, Person, Perspective, Programme, Project
from tests.factories.projects import InstitutionFactory, PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def project(**fields):
    return {"title": "Sampling of samples", **fields}


def counts(said, kind):
    return next(line.split()[1:] for line in said.splitlines() if line.startswith(kind))


def test_a_project_is_known_by_its_gepris_number_whatever_its_title(folder, load):
    folder.write(projects=[project(gepris_id="100")])
    load(folder.path)
    folder.write(projects=[project(gepris_id="100", title="Sampling, corrected")])

    said = load(folder.path)

    assert counts(said, "projects") == ["0", "1", "0"]
    assert Project.objects.get().title == "Sampling, corrected"
    assert Project.objects.get().slug == "sampling-of-samples"


def test_a_project_without_number_is_known_by_its_slug_and_may_get_a_number(folder, load):
    folder.write(projects=[project()])
    load(folder.path)
    folder.write(projects=[project(gepris_id="100", summary="Now with a number.")])

    load(folder.path)

    assert Project.objects.get().gepris_id == "100"


def test_a_slug_in_the_bundle_keeps_a_project_the_same_under_any_title(folder, load):
    folder.write(projects=[project(slug="samples", title="First title")])
    load(folder.path)
    folder.write(projects=[project(slug="samples", title="Second title")])

    load(folder.path)

    assert [(p.slug, p.title) for p in Project.objects.all()] == [("samples", "Second title")]


def test_two_projects_of_one_title_are_told_apart_by_their_numbers(folder, load):
    folder.write(projects=[project(gepris_id="100"), project(gepris_id="200")])
    load(folder.path)

    said = load(folder.path)

    assert counts(said, "projects") == ["0", "0", "2"]
    assert set(Project.objects.values_list("slug", flat=True)) == {
        "sampling-of-samples",
        "sampling-of-samples-2",
    }


def test_a_record_that_vanished_is_reported_and_kept(folder, load):
    folder.write(projects=[project(), project(title="Another sample")])
    load(folder.path)
    folder.write(projects=[project()])

    said = load(folder.path)

    assert (
        "In the portal, but not in the bundle; kept as they are:\n  project: Another sample" in said
    )
    assert Project.objects.count() == 2


def test_what_the_bundle_names_wins_and_what_it_leaves_out_stays(folder, load):
    folder.write(projects=[project(summary="From the bundle.")])
    load(folder.path)
    Project.objects.update(summary="Edited by hand.", acronym="HAND", website="https://a.example")

    folder.write(projects=[project(summary="From the bundle.", website=None)])
    load(folder.path)

    edited = Project.objects.get()
    assert (edited.summary, edited.acronym, edited.website) == ("From the bundle.", "HAND", "")
    assert edited.summary_html == "<p>From the bundle.</p>"


def test_a_corrected_team_replaces_the_one_before(folder, load):
    one, two, three = ({"name": f"Sample {name}"} for name in ("One", "Two", "Three"))
    folder.write(projects=[project(principal_investigators=[one, two], researchers=[three])])
    load(folder.path)
    folder.write(projects=[project(principal_investigators=[three, one], researchers=[])])

    said = load(folder.path)

    assert counts(said, "projects") == ["0", "1", "0"]
    assert [(m.person.name, m.role) for m in Membership.objects.all()] == [
        ("Sample Three", Membership.Role.PRINCIPAL_INVESTIGATOR),
        ("Sample One", Membership.Role.PRINCIPAL_INVESTIGATOR),
    ]
    assert "person: Sample Two" in said


def test_a_team_that_the_bundle_does_not_name_stays(folder, load):
    folder.write(projects=[project()])
    load(folder.path)
    Membership.objects.create(
        project=Project.objects.get(), person=PersonFactory(), role=Membership.Role.ASSOCIATE
    )

    load(folder.path)

    assert Membership.objects.count() == 1


def test_a_person_written_with_and_without_accents_is_one_and_gets_the_better_name(folder, load):
    folder.write(projects=[project(principal_investigators=[{"name": "Sámple Persón"}])])
    PersonFactory(name="Sample Person", slug="sample-person")

    load(folder.path)

    assert [(p.name, p.slug) for p in Person.objects.all()] == [("Sámple Persón", "sample-person")]


def test_what_somebody_says_of_themselves_is_not_undone(folder, load):
    ada = {"name": "Ada Sample", "homepage": "https://old.example", "institution": "Old University"}
    folder.write(projects=[project(principal_investigators=[ada])])
    load(folder.path)
    person = Person.objects.get()
    person.name, person.homepage, person.reviewed_at = (
        "Ada New",
        "https://a.example",
        timezone.now(),
    )
    person.save()
    person.affiliations.update(institution=InstitutionFactory(name="New University"))

    load(folder.path)

    kept = Person.objects.get()
    assert (kept.name, kept.homepage) == ("Ada New", "https://a.example")
    assert [str(place) for place in kept.places_now] == ["New University"]


def test_what_somebody_left_open_is_filled_in(folder, load):
    PersonFactory(name="Ada Sample", reviewed_at=timezone.now())
    ada = {"name": "Ada Sample", "orcid": "0000-0002-1825-0097"}
    folder.write(projects=[project(principal_investigators=[ada])])

    load(folder.path)

    assert Person.objects.get().orcid == "0000-0002-1825-0097"


def test_an_event_is_the_same_after_its_date_is_corrected(folder, load):
    folder.write(events=[{"type": "workshop", "title": "Sample days", "start": "2023"}])
    load(folder.path)
    folder.write(events=[{"type": "workshop", "title": "Sample days", "start": "2024-05"}])

    said = load(folder.path)

    assert counts(said, "events") == ["0", "1", "0"]
    event = Event.objects.get()
    assert (str(event.start), event.day.year, event.state) == ("2024-05", 2024, "published")


def test_yearly_events_of_one_title_stay_apart(folder, load):
    years = [
        {"type": "annual_meeting", "title": "Meeting", "start": year} for year in ("2023", "2024")
    ]
    folder.write(events=years)
    load(folder.path)
    folder.write(events=[{**years[1], "start": "2024-09"}, {**years[0], "city": "Sampletown"}])

    said = load(folder.path)

    assert counts(said, "events") == ["0", "2", "0"]
    assert {(str(e.start), e.city) for e in Event.objects.all()} == {
        ("2023", "Sampletown"),
        ("2024-09", ""),
    }


def test_a_report_is_the_same_after_its_title_or_its_address_is_corrected(folder, load):
    folder.write(
        news=[
            {"title": "Old title", "url": "https://a.example/1"},
            {"title": "Moved", "url": "https://a.example/2"},
        ]
    )
    load(folder.path)
    folder.write(
        news=[
            {"title": "New title", "url": "https://a.example/1"},
            {"title": "Moved", "url": "https://b.example/2"},
        ]
    )

    said = load(folder.path)

    assert counts(said, "news") == ["0", "2", "0"]
    assert set(Article.objects.values_list("title", "external_url")) == {
        ("New title", "https://a.example/1"),
        ("Moved", "https://b.example/2"),
    }


def test_what_an_editor_withdrew_stays_withdrawn(folder, load):
    folder.write(news=[{"title": "Report", "url": "https://a.example"}])
    load(folder.path)
    Article.objects.update(state=Article.State.ARCHIVED)

    load(folder.path)

    assert Article.objects.get().state == Article.State.ARCHIVED


def test_another_programme_takes_the_row_and_says_so(folder, load):
    load(folder.path)
    ProjectFactory(title="Of the first programme")
    folder.write(programme={"name": "Another sample programme"})

    said = load(folder.path)

    assert Programme.objects.get().name == "Another sample programme"
    assert "The portal was that of “Sample Foundations of Sampling”" in said
    assert "project: Of the first programme" in said


def test_perspectives_follow_their_keys_and_their_order(folder, load):
    programme = {
        "name": "Sample",
        "perspectives": [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}],
    }
    folder.write(programme=programme)
    load(folder.path)
    folder.write(programme={"name": "Sample", "perspectives": [{"key": "b", "name": "Renamed"}]})

    said = load(folder.path)

    assert list(Perspective.objects.values_list("slug", "name", "position")) == [
        ("a", "A", 0),
        ("b", "Renamed", 0),
    ]
    assert "perspective: A" in said


def test_an_institution_that_changes_its_name_keeps_the_old_one_as_alias(folder, load):
    folder.write(institutions=[{"name": "Sample College"}])
    load(folder.path)
    folder.write(institutions=[{"name": "Sample University", "aliases": ["Sample College"]}])
    load(folder.path)

    institution = Institution.objects.get()
    assert (institution.name, institution.slug) == ("Sample University", "sample-college")
    assert [alias.name for alias in institution.aliases.all()] == ["Sample College"]
