"""The book of abstracts as source of a paper: every text of it in Typst or LaTeX."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.abstracts import book
from events.models import Talk
from portal.common.text import documents


@dataclass
class Problem:
    """Formulas of a talk that could not be set."""

    talk: Talk
    formulas: list[str]


@dataclass
class Entry:
    """A talk in the book; title and abstract are source, and so are names for LaTeX."""

    key: int
    title: str
    authors: list[str]
    abstract: str


@dataclass
class Chapter:
    """The talks of a session; title and time are source."""

    title: str
    when: str
    entries: list[Entry]


@dataclass
class Source:
    """The whole book, and what could not be set of it."""

    chapters: list[Chapter]
    problems: list[Problem] = field(default_factory=list)


def of(chapters: list[book.Chapter], to: str) -> Source:
    """Return the book with every text in the language `to`; four calls of pandoc for any number of talks."""
    talks = [talk for chapter in chapters for talk in chapter.talks]
    titles = documents.titles([talk.title for talk in talks], to)
    bodies = documents.bodies([talk.abstract for talk in talks], to)
    names = iter(documents.words([name for talk in talks for name in _names(talk)], to))
    heads = iter(
        documents.words(
            [head for chapter in chapters for head in (chapter.title, chapter.when)], to
        )
    )
    entries = {
        talk.pk: Entry(talk.pk, title.source, [next(names) for _name in _names(talk)], body.source)
        for talk, title, body in zip(talks, titles, bodies, strict=True)
    }
    return Source(
        [
            Chapter(next(heads), next(heads), [entries[talk.pk] for talk in chapter.talks])
            for chapter in chapters
        ],
        [
            Problem(talk, title.problems + body.problems)
            for talk, title, body in zip(talks, titles, bodies, strict=True)
            if title.problems or body.problems
        ],
    )


def put_as_written(entries: list[Entry], chapters: list[book.Chapter], to: str) -> None:
    """Have these entries say their title and abstract as they were written, formulas as LaTeX."""
    talks = {talk.pk: talk for chapter in chapters for talk in chapter.talks}
    for entry in entries:
        talk = talks[entry.key]
        paragraphs = [part for part in talk.abstract.split("\n\n") if part.strip()]
        title, *lines = documents.words([talk.title, *paragraphs], to)
        entry.title, entry.abstract = title, "\n\n".join(lines)


def _names(talk):
    """Return who speaks, a line each, and in a last one with whom the work was done."""
    names = [speaker.with_affiliation for speaker in talk.speakers.all()]
    joint = _("Joint work with %(names)s") % {"names": talk.joint_line}
    return [*names, joint] if talk.joint_line else names
