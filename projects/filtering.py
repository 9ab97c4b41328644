"""Choosing projects by what they have in common, and counting what each choice would leave."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.models import Area, Institution, Perspective, Phase, Project
from projects.searching import search_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 8
MOST = 60


@dataclass(frozen=True)
class Kind:
    """Something that projects have in common; its `key` names a value of it in addresses."""

    name: str
    title: "StrOrPromise"
    model: Any
    relation: str
    key: str = "slug"
    label: str = "name"
    label_de: str = ""
    order: str = ""  # where the values have an order of their own, all are always offered

    def rows(self, projects):
        """Count, for each value, those of the projects that have it."""
        among = Q(projects__in=projects.values("pk"))
        return (
            self.model.objects.order_by()
            .annotate(
                kind_name=Value(self.name),
                value=Cast(self.key, TextField()),
                text=Cast(self.label, TextField()),
                text_de=Cast(self.label_de, TextField()) if self.label_de else Value(""),
                rank=Cast(self.order, IntegerField()) if self.order else Value(0),
                count=Count("projects", filter=among),
            )
            .values_list("kind_name", "value", "text", "text_de", "rank", "count")
        )

    def among(self, projects, values):
        """Keep the projects that have one of the values."""
        rows = self.model.objects.annotate(value=Cast(self.key, TextField()))
        with_them = Project.objects.filter(
            **{f"{self.relation}__in": rows.filter(value__in=values)}
        )
        return projects.filter(pk__in=with_them.values("pk"))


KINDS = (
    Kind(
        "perspective",
        _("Perspective"),
        Perspective,
        "perspectives",
        label_de="name_de",
        order="position",
    ),
    Kind("phase", _("Phase"), Phase, "phases", key="number", label="label", order="number"),
    Kind("area", _("Area"), Area, "areas"),
    Kind("institution", _("Institution"), Institution, "institutions"),
)


@dataclass
class Option:
    """A value to choose, with the number of projects it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass
class Facet:
    """The values of one kind: those to show at once, and more."""

    name: str
    title: "StrOrPromise"
    options: list[Option] = field(default_factory=list)

    @property
    def shown(self):
        """The values everybody sees."""
        return self.options[:SHOWN]

    @property
    def more(self):
        """The values that unfold; a chosen one is among them however rare it is."""
        return self.options[SHOWN:MOST] + [o for o in self.options[MOST:] if o.selected]

    @property
    def selected(self):
        """The values that were chosen."""
        return [option for option in self.options if option.selected]

    @property
    def more_is_open(self):
        """Tell whether a chosen value would be hidden otherwise."""
        return any(option.selected for option in self.more)


class Filter:
    """What a reader asks for: the projects it leaves, and what else there is to choose.

    Values that nothing has are left aside, named in `unknown`.
    """

    def __init__(self, form):
        form.full_clean()
        asked = form.cleaned_data
        self.text = asked.get("q", "")
        self.search = search_for(self.text)
        self.chosen = {kind.name: asked.get(kind.name, []) for kind in KINDS}
        self.facets = self._count()
        known = {f.name: [option.value for option in f.selected] for f in self.facets}
        self.unknown = [v for name, vs in self.chosen.items() for v in vs if v not in known[name]]
        if self.unknown:
            self.chosen = known
            self.facets = self._count()

    @property
    def asks(self):
        """Tell whether anything is asked for."""
        return bool(self.search or any(self.chosen.values()))

    @property
    def projects(self):
        """The projects that are left: the best first if words were asked for, else by title."""
        projects = self._left()
        return self.search.best_first(projects) if self.search else projects

    def _left(self, apart_from=None):
        projects = Project.objects.all()
        if self.search:
            projects = self.search.among(projects)
        for kind in KINDS:
            if self.chosen[kind.name] and kind is not apart_from:
                projects = kind.among(projects, self.chosen[kind.name])
        return projects

    def _count(self):
        """Ask for all values of all kinds at once; a choice does not narrow its own kind."""
        first, *others = [kind.rows(self._left(apart_from=kind)) for kind in KINDS]
        rows = list(first.union(*others, all=True))
        return [self._facet(kind, [row for row in rows if row[0] == kind.name]) for kind in KINDS]

    def _facet(self, kind, rows):
        chosen = self.chosen[kind.name]
        worth = [row for row in rows if row[5] or row[1] in chosen or kind.order]
        worth.sort(key=_by_rank if kind.order else _by_count)
        german = get_language() == "de"
        options = [
            Option(value, (text_de if german else "") or text, count, value in chosen)
            for _kind, value, text, text_de, _rank, count in worth
        ]
        return Facet(kind.name, kind.title, options)


def _by_rank(row):
    return row[4], row[2]


def _by_count(row):
    return -row[5], row[2].casefold()
