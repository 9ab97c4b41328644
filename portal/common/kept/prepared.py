import hashlib
from collections.abc import Sequence
from typing import Any
from weakref import WeakSet

from django.db import connection
from django.db.utils import DatabaseError

# What PostgreSQL says where a plan is missing, or there already.
MISSING, THERE = "26000", "42P05"


class Prepared:
    """A question to the database that each connection plans once: planning it takes longer than the answer.

    `params` are values for its placeholders, or the names of what is asked for; `types` tells the type of each name.
    """

    def __init__(self, sql: str, params: Sequence[tuple[str, Any]], types: dict[str, str]):
        self.sql = sql
        self._params = params
        self._types = types
        self._name = f"kept_{hashlib.sha256(repr((sql, params)).encode()).hexdigest()[:20]}"
        self._planned: WeakSet = WeakSet()  # the connections that have done so
        self._is_pooled = False

    def ask(self, **asked) -> tuple:
        """Return the one row of the answer; `asked` names its values in the order of `types`."""
        with connection.cursor() as cursor:
            if not self._execute_plan(cursor, asked):
                cursor.execute(self.sql, [asked.get(name, one) for name, one in self._params])
            return cursor.fetchone()

    def _execute_plan(self, cursor, asked):
        """Tell whether it was asked that way. Within a transaction it is not: an error would end that."""
        if connection.in_atomic_block or self._is_pooled:
            return False
        try:
            self._plan(cursor)
            places = f"({', '.join(['%s'] * len(asked))})" if asked else ""
            cursor.execute(f"EXECUTE {self._name} {places}", list(asked.values()))
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", None) not in (MISSING, THERE):
                raise
            # Between us and the database stands a pooler, which gives each transaction another connection.
            self._is_pooled = True
        return not self._is_pooled

    def _plan(self, cursor):
        if connection.connection in self._planned:
            return
        places = {name: f"${number}" for number, name in enumerate(self._types, 1)}
        values = [
            places.get(name) or cursor.mogrify("%s", [one]).decode() for name, one in self._params
        ]
        types = f"({', '.join(self._types.values())})" if self._types else ""
        cursor.execute(f"PREPARE {self._name} {types} AS {self.sql % tuple(values)}")
        self._planned.add(connection.connection)
