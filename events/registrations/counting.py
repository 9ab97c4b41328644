"""Registrations in numbers: over time, by institution, by part in the programme. Who has cancelled does not count."""

from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from projects.models import Membership
from projects.names import folded

MOST_BARS = 15


@dataclass(frozen=True)
class Bar:
    """A number, what it counts, and its part of the greatest in the same chart, in per cent."""

    label: object
    number: int
    length: float
    total: int = 0  # with all bars before it


def per_day(event) -> list[Bar]:
    """Return how many registered on each day on which somebody did, the first day first."""
    day = TruncDate("created_at", tzinfo=ZoneInfo(event.zone))
    counted = event.registrations.in_line().order_by().annotate(day=day).values_list("day")
    return _bars(counted.annotate(number=Count("pk")).order_by("day"))


def by_institution(event) -> list[Bar]:
    """Return how many come from each institution, as far as its name was written alike; the greatest first."""
    rows = event.registrations.in_line().of_somebody()
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    spelt = rows.values_list("affiliation").annotate(number=Count("pk"))
    for name, number in spelt.order_by("-number", "affiliation"):  # the usual spelling first
        names.setdefault(folded(name), name)
        counted[folded(name)] += number
    unknown = counted.pop("", 0)
    most = [(names[key], number) for key, number in counted.most_common(MOST_BARS)]
    others = counted.total() - sum(number for _name, number in most)
    more = [(_("others"), others), (_("not said"), unknown)]
    return _bars([*most, *((label, number) for label, number in more if number)])


def by_part(event) -> list[Bar]:
    """Return how many have which part in the programme's projects now, as far as their account tells."""
    in_line = event.registrations.in_line().of_somebody()
    people = in_line.exclude(user__person=None).values("user__person")
    parts = Membership.objects.current().filter(person__in=people)
    # Of several parts the first of the list counts: somebody who leads one project may help in another.
    order = {role: at for at, role in enumerate(Membership.Role)}
    best: dict[int, Membership.Role] = {}
    for part in parts:
        role = Membership.Role(part.role)
        if part.person_id not in best or order[role] < order[best[part.person_id]]:
            best[part.person_id] = role
    counted = Counter(best.values())
    known = [(role.label, counted[role]) for role in Membership.Role if counted[role]]
    unknown = in_line.count() - counted.total()
    return _bars([*known, *([(_("not known"), unknown)] if unknown else [])])


def _bars(pairs) -> list[Bar]:
    pairs = list(pairs)
    greatest = max((number for _label, number in pairs), default=1)
    total, bars = 0, []
    for label, number in pairs:
        total += number
        bars.append(Bar(label, number, round(100 * number / greatest, 1), total))
    return bars
