"""A talk as an entry of BibTeX, for who wants to cite it."""

from django.conf import settings

from events import when
from events.models import Talk
from portal.common.text import latex, latex_words

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def entry(talk: Talk) -> str:
    """Return the entry of a talk that was loaded with its authors; braces in it stand in pairs."""
    names = [one.name for one in talk.speakers.all()]
    names += [one.name for one in talk.joint_authors.all()]
    fields = {
        "author": _braced(" and ".join(_braced(latex_words(name)) for name in names)),
        # Twice, so that no style makes capitals small.
        "title": _braced(_braced(latex(talk.title))),
        **_date(talk),
        "note": _braced(_note(talk)),
        "url": _braced(settings.SITE_URL + talk.get_absolute_url()),
    }
    told = [f"  {name} = {value}" for name, value in fields.items() if value != "{}"]
    return ",\n".join([f"@misc{{talk{talk.pk}", *told]) + "\n}\n"


def _braced(text):
    return f"{{{text}}}"


def _note(talk):
    """Where the talk is given, in LaTeX."""
    event = latex(talk.event.title)
    place = latex_words(talk.event.place)
    told = f"Talk at {event}, {place}" if place else f"Talk at {event}"
    return f"{told} (cancelled)" if talk.is_cancelled or talk.event.is_cancelled else told


def _date(talk):
    """Year, month and day, as precisely as they are known."""
    begins = talk.starts_at or talk.event.starts_at
    day = when.local(begins, talk.event.zone).date() if begins else talk.event.start
    if day is None:
        return {}
    fields = {"year": _braced(f"{day.year:04}")}
    if day.month:
        fields["month"] = MONTHS[day.month - 1]
    if day.day:
        fields["date"] = _braced(f"{day.year:04}-{day.month:02}-{day.day:02}")
    return fields
