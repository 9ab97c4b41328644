import pytest
from django.db import connection

from projects.models import Person, Project, Word
from projects.searching import search_for
from tests.factories.projects import (
    AreaFactory,
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


def found(text):
    search = search_for(text)
    return [project.title for project in search.best_first(search.among(Project.objects.all()))]


@pytest.fixture
def kutyniok():
    place = InstitutionFactory(name="University of Tübingen", city="Tübingen")
    place.aliases.create(name="EKUT")
    return ProjectFactory(
        title="Rates for samples",
        acronym="RAFSA",
        summary="Why wide networks generalise",
        keywords=["tropical geometry"],
        institutions=[place],
        areas=[AreaFactory(name="Stochastics")],
        investigators=[PersonFactory(name="Guído Kutyniok")],
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Rates for Samples", "rafsa", "generalising networks", "tropical", "stochastics"),
        *("Kutyniok", "KUTYNIOK", "kuty", "guido kutyniok", "Tübingen", "ekut"),
        *("Tubingen rates", "samples kutyniok stochastics"),
    ],
)
def test_a_project_is_found_by_its_words_people_subjects_and_places(kutyniok, text):
    ProjectFactory(title="Another")

    assert found(text) == ["Rates for samples"]


@pytest.mark.parametrize(
    "text", ["Kutiniok", "Kutynoik", "Tubingn", "tropicl geometri", "kutiniok stochastiks"]
)
def test_a_slip_of_the_pen_does_no_harm(kutyniok, text):
    ProjectFactory(title="Another")

    assert found(text) == ["Rates for samples"]


def test_what_was_typed_comes_before_what_may_have_been_meant():
    meant = ProjectFactory(title="A", investigators=[PersonFactory(name="Sample Kutyniok")])
    typed = ProjectFactory(title="B", summary="by Kutiniok")

    assert found("kutiniok") == [typed.title, meant.title]


def test_a_title_weighs_more_than_a_person_a_subject_or_a_summary():
    ProjectFactory(title="D", summary="knots")
    ProjectFactory(title="C", keywords=["knots"])
    ProjectFactory(title="B", investigators=[PersonFactory(name="Sample Knots")])
    ProjectFactory(title="A: knots")

    assert found("knots") == ["A: knots", "B", "C", "D"]


def test_every_word_must_be_found(kutyniok):
    assert found("rates zebra") == []


def test_little_words_are_passed_over(kutyniok):
    ProjectFactory(title="The width of it")

    assert found("the rates with samples") == ["Rates for samples"]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "&|:*'()"])
def test_where_there_are_no_words_there_is_nothing_to_look_for(text):
    assert search_for(text) is None


@pytest.mark.parametrize("text", ["a'b", "x:*&!y", "\\", "ß", "日本", "<->", "word " * 200])
def test_any_text_can_be_looked_for(kutyniok, text):
    search_for(text) and found(text)


def test_it_stays_true_when_a_project_is_edited(kutyniok):
    kutyniok.title = "Zebras"
    kutyniok.save()

    assert found("zebras") == ["Zebras"]
    assert found("rates") == []


def test_it_stays_true_when_a_person_joins_is_renamed_and_goes(kutyniok):
    zebra = MembershipFactory(project=kutyniok, person__name="Sample Zebra").person
    assert found("zebra")

    zebra.name = "Sample Gnu"
    zebra.save()
    assert (found("zebra"), found("gnu")) == ([], ["Rates for samples"])

    zebra.delete()
    assert found("gnu") == []


def test_it_stays_true_when_an_institution_is_renamed_gets_an_alias_and_goes(kutyniok):
    institution = kutyniok.institutions.get()
    institution.name = "Zebra University"
    institution.save()
    alias = institution.aliases.create(name="Gnu University")
    assert found("zebra gnu")

    alias.delete()
    assert (bool(found("zebra")), found("gnu")) == (True, [])

    institution.delete()
    assert found("zebra") == []


def test_it_stays_true_when_areas_come_are_renamed_and_go(kutyniok):
    area = AreaFactory(name="Zebras")
    area.projects.add(kutyniok)
    assert found("zebras")

    area.name = "Gnus"
    area.save()
    assert (found("zebras"), bool(found("gnus"))) == ([], True)

    area.projects.clear()
    assert found("gnus") == []
    kutyniok.areas.add(area)
    kutyniok.areas.remove(area)
    assert found("gnus") == []


def test_people_are_found_by_name_and_by_what_resembles_it():
    PersonFactory(name="Guído Kutyniok")
    PersonFactory(name="Sample Person")

    assert [
        [person.name for person in Person.objects.named_like(text)]
        for text in ("kutyniok", "GUIDO", "Kutiniok", "person guido", "", "nobody")
    ] == [
        ["Guído Kutyniok"],
        ["Guído Kutyniok"],
        ["Guído Kutyniok"],
        [],
        ["Guído Kutyniok", "Sample Person"],
        [],
    ]


def test_endless_words_and_little_words_are_not_learned():
    ProjectFactory(title="Of with", summary="x" * 5000 + " zebra")

    assert set(Word.objects.values_list("text", flat=True)) == {"zebra"}


def test_finding_takes_two_queries_whatever_is_found(kutyniok, django_assert_num_queries):
    ProjectFactory.create_batch(5, title="Samples", investigators=[PersonFactory()])

    with django_assert_num_queries(2):
        assert len(found("samples")) == 6


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: search_for("zebra").among(Project.objects.order_by()), "project_search_vector"),
        (lambda: Word.objects.filter(text__trigram_similar="zebra"), "word_trigrams"),
        (lambda: Person.objects.named([["zebra", "zebras"]]).order_by(), "person_search_name"),
    ],
)
def test_an_index_finds_where_there_is_too_much_to_read_it_all(rows, index):
    Word.objects.learn(f"sample{n}" for n in range(5000))
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('word_trigrams')")
        cursor.execute("ANALYZE projects_word")
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in rows().explain()
