import re

import pytest
from django.db import connection

from events.programme_rows import PROGRAMME
from portal.common import kept
from tests.events.views.kept_programme.asking import FROM_MEMORY, NINE, page, queries
from tests.factories.events import SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
PLAIN = {"bool", "int2", "int4", "int8", "varchar", "text", "date", "timestamptz", "uuid"}
PLAIN |= {f"_{name}" for name in PLAIN}  # arrays of these


def test_all_that_a_programme_reads_is_in_what_it_is_kept_by():
    page()
    kept.memory.clear()
    read = {
        column
        for query in queries()
        if "hash_record" not in query["sql"]
        for column in re.findall(r'"[a-z_]+"\."[a-z_]+"', query["sql"])
    }

    assert len(read) > 50
    assert read <= set(re.findall(r'"[a-z_]+"\."[a-z_]+"', PROGRAMME.statement.sql))


def test_no_value_it_is_kept_by_is_equal_to_one_that_is_shown_otherwise():
    with connection.cursor() as cursor:
        for queryset in PROGRAMME.find("meeting", NINE):
            cursor.execute(*queryset.query.sql_with_params())
            cursor.execute(
                "SELECT typname FROM pg_type WHERE oid = ANY(%s)",
                [[column.type_code for column in cursor.description]],
            )
            assert {name for (name,) in cursor} <= PLAIN


def test_made_from_scratch_it_takes_eight_queries_with_few_talks_and_with_many(meeting):
    kept.memory.clear()
    few = len(queries())
    for _ in range(5):
        TalkFactory(event=meeting)
        SessionFactory(event=meeting)
        TalkFactory(event=meeting, speakers=["A Sample", "B Sample"])

    assert len(queries()) == few == 8
    assert len(queries()) == FROM_MEMORY
