from portal.common.slugs import slug_of
from projects.importing.matching import pair
from projects.importing.writing import new, write
from projects.models import Affiliation, Person
from projects.names import folded


class People:
    """The people a bundle mentions, each once however often; `load` brings them in."""

    def __init__(self, report, institutions):
        self.report = report
        self.institutions = institutions
        self.rows = {}
        self.orcids = {}

    def called(self, mention):
        """Return the person who is meant."""
        return self.rows[self._key(mention)]

    def load(self, mentions):
        """Bring in everybody, with all that the mentions together say of them."""
        self.orcids = {folded(m["name"]): m["orcid"] for m in mentions if m.get("orcid")}
        mentions_of: dict[str, list[dict]] = {}
        for mention in mentions:
            mentions_of.setdefault(self._key(mention), []).append(mention)
        records = [self._merged(same) for same in mentions_of.values()]
        paired, others = self._paired(records)
        for key, record, row in zip(mentions_of, records, paired, strict=True):
            self.rows[key] = self._keep(row or new(Person, record["name"]), record)
        self.report.miss("person", [row for row in others if not row.user_id])

    def _key(self, mention):
        name = folded(mention["name"])
        return mention.get("orcid") or self.orcids.get(name) or name

    def _merged(self, mentions):
        homepages = [m["homepage"] for m in mentions if m.get("homepage")]
        places = [place for mention in mentions for place in self._places(mention)]
        now = dict.fromkeys(institution for institution, is_former in places if not is_former)
        once = dict.fromkeys(institution for institution, _is_former in places)
        return {
            "name": mentions[0]["name"],
            "orcid": next((m["orcid"] for m in mentions if m.get("orcid")), None),
            "homepage": homepages[0] if homepages else "",
            "affiliations": {institution: institution not in now for institution in once},
        }

    def _places(self, mention):
        """Yield where the person is or was, and whether that is known to be over."""
        first, later = mention.get("institution"), mention.get("institution_later")
        if first:
            yield self.institutions.called(first), bool(later)
        if later:
            yield self.institutions.called(later), False
        if mention.get("institution_at_establishment"):
            yield self.institutions.called(mention["institution_at_establishment"]), True

    def _paired(self, records):
        return pair(
            records,
            list(
                Person.objects.filter(is_sample=False)
                .prefetch_related("affiliations")
                .order_by("pk")
            ),
            (lambda record: record["orcid"], lambda row: row.orcid),
            (lambda record: record["name"], lambda row: row.name),
            (lambda record: folded(record["name"]), lambda row: row.search_name),
            # Whoever is called something else by now keeps the address that was made of the name.
            (lambda record: slug_of(record["name"]), lambda row: row.slug),
            may_be=_may_be,
        )

    def _keep(self, row, record):
        is_new = row._state.adding
        # What the bundle does not know of a person may be known here.
        known = {name: record[name] for name in ("name", "orcid", "homepage") if record[name]}
        if row.reviewed_at:
            # The person has looked at the page and said that it is right: only what is missing is added.
            known = {name: value for name, value in known.items() if not getattr(row, name)}
        is_changed = write(row, known)
        if not row.reviewed_at:
            is_changed |= _keep_affiliations(row, record["affiliations"])
        self.report.count("people", is_new=is_new, is_changed=is_changed)
        return row


def _may_be(record, row):
    return not (record["orcid"] and row.orcid and record["orcid"] != row.orcid)


def _keep_affiliations(person, places):
    """Let the undated affiliations be those of the bundle; one with dates was entered here."""
    rows = list(person.affiliations.all())
    dated = {row.institution_id for row in rows if row.start or row.end}
    undated = {row.institution_id: row for row in rows if not (row.start or row.end)}
    wanted = {place.pk: over for place, over in places.items() if place.pk not in dated}
    if not places or {pk: row.is_former for pk, row in undated.items()} == wanted:
        return False
    person.affiliations.filter(start=None, end=None).delete()
    for institution_id, is_former in wanted.items():
        Affiliation.objects.create(
            person=person, institution_id=institution_id, is_former=is_former
        )
    return True
