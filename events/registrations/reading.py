"""Reading a list of people as it is uploaded or pasted: CSV with a line of headings, or name and address alone."""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.registrations.models import Wish
from portal.common.spreadsheets import BEGIN_FORMULA
from projects.invitations import addresses
from projects.names import folded

MOST_ROWS = 2000
SEPARATORS = ("\t", ";", ",")
SAYS_SEPARATOR = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
# Headings in English and German, without accents, case and punctuation.
HEADINGS = {
    "email": "email, e mail, mail, email address, e mail address, mail address, email adresse, e mail adresse,"
    " mailadresse",
    "name": "name, full name, participant, teilnehmer, teilnehmerin, teilnehmende, vor und nachname",
    "given": "first name, given name, forename, vorname",
    "family": "last name, family name, surname, nachname, familienname",
    "affiliation": "affiliation, institution, institute, university, organisation, organization, institut,"
    " universitat, hochschule, einrichtung, zugehorigkeit",
    "wish": "wish, takes part, would like to take part, attendance, participation, teilnahme, teilnahmeart,"
    " art der teilnahme, wunsch",
}
WISHES = {
    Wish.ON_SITE: "on site, onsite, in person, vor ort, prasenz, in prasenz",
    Wish.ONLINE: "online, remote, virtual, virtuell, digital",
    Wish.EITHER: "either, both, egal, beides, on site if there is a place else online",
}


class Unreadable(Exception):
    """The list cannot be read at all; the message says why."""


@dataclass(frozen=True)
class Row:
    """Somebody in the list: the line, what it says, and what is wrong where it cannot be read."""

    line: int
    name: str = ""
    affiliation: str = ""
    email: str = ""
    wish: str = ""
    problem: str = ""


def decoded(data: bytes) -> str:
    """Return the text of a file, in one of the encodings that spreadsheets write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"PK") or b"\0" in data:
        raise Unreadable(_("This is no text. Save the list as CSV, or paste it below."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str) -> list[Row]:
    """Return the rows of the list, in its order; raise Unreadable where it is none."""
    text = text.lstrip("\ufeff\r\n ")
    table = _table(text) if text else None
    rows = _named(*table) if table else _addressed(text)
    if not rows:
        raise Unreadable(_("Nobody is named here."))
    if len(rows) > MOST_ROWS:
        told = _("At most %(most)d people can be imported at once; these are %(found)d.")
        raise Unreadable(told % {"most": MOST_ROWS, "found": len(rows)})
    return rows


def _table(text):
    """Return the fields of the columns and the lines below; None where no heading names an address."""
    said = SAYS_SEPARATOR.match(text)
    lines = text[said.end() :] if said else text
    first = lines.partition("\n")[0]
    separators = said[1] if said else SEPARATORS
    found = max((_fields(first, one) for one in separators), key=lambda one: len(set(one[0])))
    fields, separator = found
    return (fields, lines, separator, 2 if said else 1) if "email" in fields else None


def _fields(line, separator):
    headings = next(csv.reader([line], delimiter=separator), [])
    known = {word: field for field, words in HEADINGS.items() for word in words.split(", ")}
    return [known.get(folded(heading), "") for heading in headings], separator


def _named(fields, lines, separator, first_line):
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    rows = []
    try:
        next(reader)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                line = reader.line_num + first_line - 1
                rows.append(_row(line, dict(zip(fields, map(_cell, cells), strict=False))))
    except csv.Error as error:
        told = _("Line %(line)d cannot be read as CSV.") % {"line": reader.line_num}
        raise Unreadable(told) from error
    return rows


def _cell(text):
    """Return what a cell says, without the apostrophe by which our own export disarms it."""
    return (
        text[1:] if text.startswith("'") and text[1:].lstrip().startswith(BEGIN_FORMULA) else text
    )


def _row(line, said):
    name = said.get("name") or f"{said.get('given', '')} {said.get('family', '')}".strip()
    wish = _wish(said.get("wish", ""))
    problem = "" if wish is not None else _("“%(wish)s” is no way to take part.") % said
    return Row(
        line=line,
        name=name,
        affiliation=said.get("affiliation", ""),
        email=said.get("email", "").strip(),
        wish=wish or "",
        problem=problem,
    )


def _wish(text):
    """Return the wish that the words mean, "" where there are none, None where they mean nothing."""
    words = folded(text)
    found = (wish.value for wish, meant in WISHES.items() if words in meant.split(", "))
    return next(found, None) if words else ""


def _addressed(text):
    """Read a list without headings, as it stands in a mail program: Ada Sample <ada@example.org>."""
    found = addresses.read(text)
    if found and not any(one.email for one in found):
        raise Unreadable(
            _(
                "No column is named “E-mail”, and no address stands in it. The first line names the columns:"
                " Name, Affiliation, E-mail."
            )
        )
    return [
        Row(line=one.lines[0], name=one.name, email=one.email, problem=one.problem) for one in found
    ]
