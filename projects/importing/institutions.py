from projects.importing.matching import pair
from projects.importing.writing import chosen, new, write
from projects.models import Alias, Institution
from projects.names import folded

FIELDS = ("name", "city", "country", "latitude", "longitude", "ror", "website", "part")


class Institutions:
    """The institutions by every name they go by; `load` brings in those of a bundle."""

    def __init__(self, report):
        self.report = report
        self.by_name = {}
        for institution in Institution.objects.prefetch_related("aliases").order_by("pk"):
            self._learn(institution, *(alias.name for alias in institution.aliases.all()))

    def called(self, name):
        """Return the institution of this name or alias, or None."""
        return self.by_name.get(folded(name))

    def load(self, listed, mentioned):
        """Bring in the institutions that are listed, then those only mentioned elsewhere."""
        kept = self._load_listed(listed)
        for mention in mentioned:
            institution = self.called(mention["name"])
            if institution not in kept:
                self._note_missing(mention)
                # Somebody may have filled in what the bundle leaves open.
                said = {name: value for name, value in mention.items() if value}
                kept.add(self._keep(institution or new(Institution, mention["name"]), said))
        self.report.miss("institution", sorted(set(self.by_name.values()) - kept, key=str))

    def _load_listed(self, records):
        paired, _others = pair(
            records,
            set(self.by_name.values()),
            (lambda record: record["name"], lambda row: row.name),
            (lambda record: folded(record["name"]), lambda row: folded(row.name)),
        )
        kept = {row for row in paired if row}
        for record, same in zip(records, paired, strict=True):
            row = same or self._of_alias(record, kept) or new(Institution, record["name"])
            kept.add(self._keep(row, record))
        return kept

    def _of_alias(self, record, kept):
        names = [record["name"], *record.get("aliases", ())]
        rows = (self.called(name) for name in names)
        return next((row for row in rows if row and row not in kept), None)

    def _keep(self, row, record):
        is_new, old_name = row._state.adding, row.name
        is_changed = write(row, chosen(record, FIELDS))
        self._learn(row)
        for alias in self._new_aliases(row, [*record.get("aliases", ()), old_name]):
            Alias.objects.create(institution=row, name=alias)
            self._learn(row, alias)
            is_changed = True
        self.report.count("institutions", is_new=is_new, is_changed=is_changed)
        return row

    def _new_aliases(self, row, names):
        """Aliases are only ever added: each may be how somebody found the institution."""
        known = {folded(row.name), "", *(folded(alias.name) for alias in row.aliases.all())}
        for name in names:
            owner = self.called(name)
            if owner not in {None, row}:
                self.report.notes.append(f"“{name}” stays a name of {owner}; {row} asks for it too")
            elif folded(name) not in known:
                known.add(folded(name))
                yield name

    def _learn(self, institution, *aliases):
        for name in [institution.name, *aliases]:
            self.by_name.setdefault(folded(name), institution)

    def _note_missing(self, mention):
        self.report.notes.append(
            f"{mention['name']} is not in institutions.json: its place on the map is unknown"
        )
