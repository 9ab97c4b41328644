"""What is stored about people who have published."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.personal import NAME_REMOVED, Fact, Outcome, Section, Statement
from projects.publications.models import Authorship, Publication

HOLDS = (Authorship,)


def _authorships(subject):
    return Authorship.objects.filter(person__isnull=False, person=subject.person_id)


def stored(subject):
    records = [
        [
            Fact("name", _("Name"), one.name),
            Fact("title", _("Title"), one.publication.title, html=one.publication.title_html),
            Fact("date", _("Date"), str(one.publication.date or "")),
            Fact("venue", _("Where it appeared"), one.publication.venue),
            Fact("address", _("Address"), one.publication.href),
        ]
        for one in _authorships(subject).select_related("publication").order_by("-pk")
    ]
    if records:
        yield Section("publications", _("Publications"), records)


def outlook(subject, *, keep_names):
    number = _authorships(subject).count()
    if number and keep_names:
        text = ngettext(
            "Your name stays with %(n)d publication, as it was printed.",
            "Your name stays with %(n)d publications, as it was printed.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)
    elif number:
        text = ngettext(
            "%(n)d publication stays, without your name.",
            "%(n)d publications stay, without your name.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    """Keep what was published: with the name as printed, or with nobody's and without its BibTeX."""
    theirs = _authorships(subject)
    if keep_names:
        theirs.update(person=None)
        return
    # BibTeX writes names in too many ways for any to be found for certain.
    Publication.objects.filter(pk__in=theirs.values("publication")).update(bibtex="")
    theirs.update(person=None, name=NAME_REMOVED)


def purge(preferences, now):
    """What was published stays."""
    return iter(())


def statements(preferences):
    yield Statement(
        _("Publications"),
        [
            _("Title, authors, date and place, as they were published, for everybody to see."),
            _("They stay; an author can have the name removed."),
        ],
    )
