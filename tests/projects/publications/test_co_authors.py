import datetime

import pytest

from projects.publications.co_authors import co_authors_since, pairs_since
from tests.factories.projects import PersonFactory
from tests.factories.publications import PublicationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 15)


@pytest.mark.parametrize(
    ("date", "counts"),
    [
        ("2024-06-15", True),
        ("2024-06-14", False),
        ("2024-06", True),  # may have been the last of the month
        ("2024-05", False),
        ("2024", True),
        ("2023-12-31", False),
        ("2025-01", True),
        (None, True),  # about to appear
    ],
)
def test_what_counts_is_what_may_have_appeared_since(date, counts):
    person, other = PersonFactory.create_batch(2)
    PublicationFactory(authors=[person, other], date=date)

    assert list(co_authors_since(person, DAY)) == ([other] if counts else [])
    assert pairs_since([person.pk], DAY) == ({(person.pk, other.pk)} if counts else set())


def test_nobody_is_their_own_co_author_and_strangers_are_none():
    person, stranger = PersonFactory.create_batch(2)
    PublicationFactory(authors=[person, "A guest"], date="2025")
    PublicationFactory(authors=[stranger], date="2025")

    assert not co_authors_since(person, DAY).exists()
    assert pairs_since([person.pk, stranger.pk], DAY) == set()


def test_co_authors_are_named_once_however_much_they_wrote_together():
    person, other, third = PersonFactory.create_batch(3)
    PublicationFactory.create_batch(2, authors=[person, other, third], date="2025")

    assert set(co_authors_since(person, DAY)) == {other, third}
    assert co_authors_since(person, DAY).count() == 2


def test_all_pairs_cost_one_query(django_assert_num_queries):
    people = PersonFactory.create_batch(6)
    PublicationFactory(authors=people, date="2025")

    with django_assert_num_queries(1):
        assert len(pairs_since(people, DAY)) == 30
