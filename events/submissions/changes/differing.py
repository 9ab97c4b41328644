"""What differs between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html_join

from events.submissions.models import ChangeProposal

WORDS = re.compile(r"\S+\s*|\s+")
# Beyond so many words the lines are compared, then the texts as a whole: nobody waits for it.
MANY = 2_000


@dataclass(frozen=True)
class Part:
    """A piece of text that stays ("same"), goes ("del") or comes ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A field of the text, with what would change in it."""

    label: str
    parts: list[Part]

    @property
    def html(self):
        """All of it, what goes and what comes marked as such; no blank more than was typed."""
        marks = {"same": "span", "del": "del", "ins": "ins"}
        pieces = ((marks[part.kind], part.text) for part in self.parts)
        return format_html_join("", "<{0}>{1}</{0}>", pieces)


def parts(before: str, after: str) -> list[Part]:
    """Return the second text in pieces that say what became of the first."""
    old, new = _split(before), _split(after)
    found = []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if verb == "equal":
            found.append(Part("same", "".join(old[a:b])))
            continue
        found += [Part("del", "".join(old[a:b]))] * (b > a)
        found += [Part("ins", "".join(new[c:d]))] * (d > c)
    return found


def of(proposal: ChangeProposal) -> list[Difference]:
    """Return what the proposal would change in the text as it stands now, formulas as their source."""
    found = []
    for name in ChangeProposal.TEXT:
        before, after = (
            _plain_lines(getattr(one, name)) for one in (proposal.submission, proposal)
        )
        if before != after:
            label = str(ChangeProposal._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # no relation
            found.append(Difference(label, parts(before, after)))
    return found


def _plain_lines(text):
    return text.replace("\r\n", "\n")


def _split(text):
    for pieces in (WORDS.findall(text), text.splitlines(keepends=True)):
        if len(pieces) <= MANY:
            return pieces
    return [text]
