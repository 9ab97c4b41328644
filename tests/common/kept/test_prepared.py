import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.common.kept.prepared import Prepared

pytestmark = pytest.mark.django_db(transaction=True)


def double():
    params = [("number", None), ("", "it's 100 %")]
    return Prepared("SELECT %s * 2, %s", params, {"number": "integer"})


@pytest.fixture
def doubled():
    return double()


def asked(question, number):
    with CaptureQueriesContext(connection) as queries:
        assert question.ask(number=number) == (2 * number, "it's 100 %")
    return [query["sql"].partition(" ")[0] for query in queries.captured_queries]


def test_a_connection_plans_it_once(doubled):
    assert asked(doubled, 2) == ["PREPARE", "EXECUTE"]
    assert asked(doubled, 3) == ["EXECUTE"]


def test_a_new_connection_plans_it_again(doubled):
    asked(doubled, 2)
    connection.close()

    assert asked(doubled, 3) == ["PREPARE", "EXECUTE"]


def test_within_a_transaction_it_is_asked_in_full(doubled):
    with transaction.atomic():
        assert asked(doubled, 2) == ["SELECT"]


def test_where_a_pooler_loses_the_plan_it_is_asked_in_full_from_then_on(doubled):
    asked(doubled, 2)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    assert asked(doubled, 3)[-1] == "SELECT"
    assert asked(doubled, 4) == ["SELECT"]


def test_where_a_pooler_lends_a_connection_with_the_plan_it_is_asked_in_full(doubled):
    asked(doubled, 2)

    assert asked(double(), 3)[-1] == "SELECT"


def test_columns_that_are_added_meanwhile_are_no_matter(doubled):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE sample_things (name text)")
    try:
        names = Prepared(
            "SELECT string_agg(t::text, ',') FROM (SELECT * FROM sample_things) t", [], {}
        )
        names.ask()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE sample_things ADD COLUMN more text DEFAULT 'more'")
            cursor.execute("INSERT INTO sample_things VALUES ('one')")

        assert names.ask()[0] in {"(one)", "(one,more)"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE sample_things")
