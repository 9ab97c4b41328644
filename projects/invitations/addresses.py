"""Reading a list of people as it is pasted: from a mail program, a spreadsheet or typed by hand."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.mail.models.subscription import normal

LONGEST_NAME = 200
LONGEST_ADDRESS = 254
# What stands between two parts of a line, but not within quotation marks or angle brackets.
QUOTED = r'"[^"]*"|<[^>]*>'
PART = re.compile(rf"(?:{QUOTED}|[^,;\t])+")
ENTRY = re.compile(rf"(?:{QUOTED}|[^;])+")
ADDRESS = re.compile(r"<?\s*(?:mailto:)?([^\s<>\"]+@[^\s<>\"]*)\s*>?")


@dataclass
class Recipient:
    """Somebody to invite: the lines that name the address, and what is wrong where that is not clear."""

    lines: list[int]
    text: str
    email: str = ""
    name: str = ""
    problem: str = ""


def read(text):
    """Return whom a pasted text names, in its order, each address once."""
    found: dict[str, Recipient] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for recipient in _of_line(number, line.strip(" ,;\t\0")):
            known = found.setdefault(recipient.email or f"line {number}", recipient)
            if known is not recipient:
                known.lines.append(number)
                known.name = known.name or recipient.name
    return list(found.values())


def _of_line(number, line):
    if not line:
        return []
    return [_checked(number, line, name, email) for name, email in _pairs(line)] or [
        Recipient([number], line, problem=_complaint(line))
    ]


def _complaint(line):
    if "@" not in line:
        return _("There is no e-mail address in it.")
    return _("It cannot be told which name belongs to which address: give each a line of its own.")


def _pairs(line):
    """Return (name, address) for each address in a line; nothing where that cannot be told."""
    entries = [entry for entry in ENTRY.findall(line) if entry.strip()]
    if len(entries) > 1 and all(len(ADDRESS.findall(entry)) == 1 for entry in entries):
        return [pair for entry in entries for pair in _in_turn(entry)]
    return _in_turn(line)


def _in_turn(line):
    """Read name after name, each before its address; a single address may come first."""
    names: list[str] = []
    pairs: list[tuple[str, str]] = []
    for part in PART.findall(line):
        address = ADDRESS.search(part)
        rest = _clean(ADDRESS.sub(" ", part))
        if not address:
            names += [rest] if rest else []
            continue
        # "Sample, Ada <ada@…>" is how mail programs write it where the family name comes first.
        in_order = [rest, *names] if names and rest else [*names, rest]
        pairs.append((_given_name_first(" ".join(in_order)), address[1]))
        names = []
    if names and len(pairs) == 1 and not pairs[0][0]:
        return [(_clean(" ".join(names)), pairs[0][1])]
    return [] if names else pairs


def _given_name_first(name):
    """Return "Ada Sample" for a quoted "Sample, Ada"."""
    family, comma, given = name.partition(", ")
    return _clean(f"{given} {family}" if comma and "," not in given else name)


def _checked(number, line, name, email):
    recipient = Recipient([number], line, normal(email.rstrip(".")), name)
    try:
        validate_email(recipient.email)
    except ValidationError:
        recipient.problem = _("“%(address)s” is no e-mail address.") % {"address": email[:100]}
    else:
        if len(recipient.email) > LONGEST_ADDRESS:
            recipient.problem = _("The address is too long.")
        elif len(name) > LONGEST_NAME:
            recipient.problem = _("The name is too long.")
    return recipient


def _clean(text):
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.replace('"', " ").split()).strip(" ,;<>")
