import datetime
import secrets
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from portal.common.kept.prepared import Prepared

# What stands in the statement in place of what is asked for: nobody's slug, and a day long past.
SLUG = "\0slug\0"
NOW = datetime.datetime(1815, 12, 10, 12, 34, 56, 789, tzinfo=datetime.UTC)
ASKED = {"slug": "text", "now": "timestamptz", "today": "date"}

# Who writes what is shown cannot choose values that hash alike: the seed is this process's own, as its pages are.
SEED = secrets.randbits(62)
DIGEST = "(SELECT sum(hash_record_extended(r, {})) FROM ({}) r)"


class Rows:
    """The rows that a page is made of, found for a slug at a moment: `find(slug, now)` gives querysets.

    The first must be what the page is about, as this page's readers may see it. Order is nothing to them: what
    decides it must be among the values. Equal values must be shown alike, so none may be citext, numeric or JSON.
    """

    def __init__(self, find: Callable[[str, datetime.datetime], Iterable[QuerySet]]):
        self.find = find

    def digest(self, slug: str) -> tuple[Decimal | None, ...] | None:
        """Return in one query what differs as soon as any value of these rows does; None without the first.

        For each of the querysets the sum of a hash of 64 bits of each row. It is made of the values, not of
        counters or times of change: it holds for rows written by whatever means, within a transaction too, and for
        a database that was restored or replaced.
        """
        now = timezone.now()
        digests = self.statement.ask(slug=slug, now=now, today=timezone.localdate(now))
        return None if digests[0] is None else digests

    @cached_property
    def statement(self) -> Prepared:
        """The question, put together once from the querysets."""
        found = [queryset.order_by().query.sql_with_params() for queryset in self.find(SLUG, NOW)]
        parts = ", ".join(DIGEST.format(SEED, sql) for sql, _params in found)
        names = {SLUG: "slug", NOW: "now", timezone.localdate(NOW): "today"}
        params = [(names.get(one, ""), one) for _sql, params in found for one in params]
        return Prepared(f"SELECT {parts}", params, ASKED)
