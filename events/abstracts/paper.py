"""The book of abstracts as PDF and as LaTeX."""

import hashlib
from dataclasses import asdict

from django.template import Context, Engine
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import when
from events.abstracts import book, sources
from portal.common import typesetting
from portal.common.text import documents
from projects.masthead import masthead

TEMPLATE = "abstracts.typ"
TEX = "events/abstracts/book.tex"


def pdf(event):
    """Return the book as PDF; a text that Typst refuses stands in it as it was written."""
    chapters = book.chapters(event)
    source = sources.of(chapters, documents.TYPST)
    at = _changed_at(event, chapters)
    data = _data(event, chapters, source)
    try:
        return typesetting.pdf(TEMPLATE, data, at=at)
    except typesetting.NotTypeset:
        entries = [entry for chapter in source.chapters for entry in chapter.entries]
        refused = _refused(entries, lambda some: _is_set(data, some, at))
        sources.put_as_written(refused, chapters, documents.TYPST)
        return typesetting.pdf(TEMPLATE, _data(event, chapters, source), at=at)


def _data(event, chapters, source):
    return {
        "title": _("Book of abstracts"),
        "language": (get_language() or "en")[:2],
        "head": masthead(),
        "event": documents.titles([event.title], documents.TYPST)[0].source,
        "when": when.full(event),
        "place": event.place,
        "chapters": [asdict(chapter) for chapter in source.chapters],
        "index_title": _("Speakers"),
        "index": [
            {"name": mention.name, "keys": [talk.pk for talk in mention.talks]}
            for mention in book.speakers(chapters)
        ],
    }


def _is_set(data, entries, at):
    chapter = {"title": "", "when": "", "entries": [asdict(entry) for entry in entries]}
    try:
        typesetting.pdf(TEMPLATE, data | {"chapters": [chapter], "index": []}, at=at)
    except typesetting.NotTypeset:
        return False
    return True


def _refused(entries, is_set):
    """Return the entries that cannot be set, by halving: few are, and each try costs a moment."""
    if not entries or is_set(entries):
        return []
    if len(entries) == 1:
        return entries
    half = len(entries) // 2
    return [*_refused(entries[:half], is_set), *_refused(entries[half:], is_set)]


def tex(event):
    """Return the book as LaTeX source that compiles with the usual packages (pdfLaTeX, LuaLaTeX, XeLaTeX)."""
    chapters = book.chapters(event)
    head = [_("Book of abstracts"), when.full(event), event.place, _("Speakers")]
    title, time, place, index = documents.words(head, documents.LATEX)
    names = documents.words([one.name for one in book.speakers(chapters)], documents.LATEX)
    context = {
        "source": sources.of(chapters, documents.LATEX),
        "event": documents.titles([event.title], documents.LATEX)[0].source,
        "title": title,
        "when": time,
        "place": place,
        "index_title": index,
        "index": [
            (name, [talk.pk for talk in one.talks])
            for name, one in zip(names, book.speakers(chapters), strict=True)
        ],
    }
    template = Engine.get_default().get_template(TEX)
    return template.render(Context(context, autoescape=False))


def problems(event):
    """Return the talks of which a formula could be set neither in Typst nor on the page, with these formulas."""
    return sources.of(book.chapters(event), documents.TYPST).problems


def mark(event):
    """Return what changes as soon as anything in the book does."""
    told = [
        (chapter.title, chapter.when, talk.title, talk.abstract, talk.speaker_line, talk.joint_line)
        for chapter in book.chapters(event)
        for talk in chapter.talks
    ]
    head = [event.title, when.full(event), event.place, sorted(masthead().items())]
    return hashlib.sha256(repr([told, head]).encode()).hexdigest()[:24]


def _changed_at(event, chapters):
    """The last change of anything in the book: the same book gives the same bytes."""
    changes = [talk.changed_at for chapter in chapters for talk in chapter.talks]
    return max([event.changed_at, *changes], default=timezone.now())
