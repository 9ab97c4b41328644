"""Empties the tables after a test that has committed: those that hold something, in a few milliseconds.

Django's own way truncates every table and writes the types of content, the permissions and the
groups anew. Here they stay while they are as they were; where a test has touched them, it is
Django's way.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TransactionTestCase

KEPT = ("django_content_type", "auth_permission", "auth_group")
# No trigger fires, as with TRUNCATE; the locks wait for whoever is still writing, as TRUNCATE does.
EMPTY = """
DO $$
DECLARE
    tables regclass[] := array(
        SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        AND relname <> ALL ('{{django_migrations,{kept}}}')
    );
    one regclass;
BEGIN
    SET LOCAL session_replication_role = replica;
    EXECUTE 'LOCK TABLE ' || array_to_string(tables, ', ');
    FOREACH one IN ARRAY tables LOOP
        EXECUTE 'DELETE FROM ' || one;
    END LOOP;
END $$
""".format(kept=",".join(KEPT))  # noqa: S608  our own names


@contextmanager
def emptied_quickly():
    """Have the tables emptied in this way; they are as they were made when this begins."""
    slowly = TransactionTestCase._fixture_teardown  # noqa: SLF001  the one place where Django empties
    before = _kept()

    def teardown(case):
        nonlocal before
        if _kept() == before:
            with connection.cursor() as cursor:
                cursor.execute(EMPTY)
        else:
            slowly(case)
            before = _kept()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


def _kept():
    """Return what the kept tables hold, in short."""
    short = " UNION ALL ".join(
        f"SELECT md5(string_agg(one::text, '' ORDER BY id)) FROM {table} one"  # noqa: S608  our own names
        for table in KEPT
    )
    with connection.cursor() as cursor:
        cursor.execute(short)
        return cursor.fetchall()
