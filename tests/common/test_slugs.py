import pytest
from django.contrib.auth.models import Group
from django.db.models import F

from portal.common.slugs import slug_of, unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Müller & Söhne", "mueller-soehne"),
        ("Über große Größen", "ueber-grosse-groessen"),
        ("Mu\u0308ller", "mueller"),
        ("Réseaux à côté", "reseaux-a-cote"),
        ("Søren Kierkegård", "soren-kierkegard"),
        ("Łódź", "lodz"),
        ("TU/e – Eindhoven", "tu-e-eindhoven"),
        ("  --What is __this__?--  ", "what-is-__this"),
        ("Approximation in $L^2$", "approximation-in-l2"),
    ],
)
def test_a_slug_spells_a_name_in_plain_letters(text, slug):
    assert slug_of(text) == slug


@pytest.mark.parametrize("text", ["", "   ", "???", "深層学習", "-_-"])
def test_a_slug_is_never_empty(text):
    assert slug_of(text) == "x"


def test_a_long_text_is_cut_between_words():
    assert slug_of("one two three", max_length=9) == "one-two"
    assert slug_of("one two three", max_length=7) == "one-two"


def test_a_single_long_word_is_cut_within():
    assert slug_of("a" * 100, max_length=10) == "a" * 10


@pytest.fixture
def named():
    # Any table with a text column serves: a group's name stands in for the slug.
    return Group.objects.annotate(slug=F("name"))


@pytest.mark.django_db
def test_a_free_slug_is_taken_as_it_is(named):
    Group.objects.create(name="other-talk")

    assert unique_slug(named, "Talk") == "talk"


@pytest.mark.django_db
def test_a_taken_slug_gets_the_first_free_number(named):
    for name in ("talk", "talk-2", "talk-4"):
        Group.objects.create(name=name)

    assert unique_slug(named, "Talk") == "talk-3"


@pytest.mark.django_db
def test_a_number_never_makes_a_slug_too_long(named):
    Group.objects.create(name="a" * 20)

    slug = unique_slug(named, "a" * 30, max_length=20)

    assert slug == "a" * 12 + "-2"
