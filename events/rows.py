"""The lines of a timetable as they are written into its page.

A programme has hundreds of talks, and what a template looks up, includes or translates for each of them
costs many times as much as here. So this room writes HTML, and escapes what it did not write itself.
"""

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events import when
from events.lines import Line
from events.models import Talk
from events.programme import Block, Timetable


class Written:
    """The days of a timetable with their lines, and the talks that have no time yet, as HTML."""

    def __init__(self, timetable: Timetable):
        # One address serves for all talks.
        self._talks = reverse("events:talk", args=[0, "x"]).removesuffix("0/x/")
        self._cancelled = f'<p><span class="badge badge-bad">{escape(_("Cancelled"))}</span></p>'
        self.days = [
            {"name": when.day(day.date), "blocks": [self._block(block) for block in day.blocks]}
            for day in timetable.days
        ]
        self.unplanned = SafeString(self._together(timetable.unplanned))

    def _block(self, block: Block):
        columns = [
            {"room": column.room, "lines": SafeString("\n".join(map(self._line, column.lines)))}
            for column in block.columns
        ]
        level = " rooms-level" if block.is_level else ""
        return {"columns": columns, "is_parallel": block.is_parallel, "level": level}

    def _line(self, line: Line):
        identity = _identity(line.talk) if line.talk else ""
        return f'<li class="{_classes(line)}"{identity}>{self._content(line)}</li>'

    def _content(self, line):
        if line.talks:
            return self._together(line.talks)
        text = self._talk(line.talk) if line.talk else _head(line)
        room = f'<p class="slot-room">{escape(line.room)}</p>' if line.room else ""
        return f'<p class="slot-time">{_time(line.time)}</p><div>{text}{room}</div>'

    def _together(self, talks: Iterable[Talk]):
        rows = (f'<li class="slot-talk"{_identity(talk)}>{self._talk(talk)}</li>' for talk in talks)
        return f'<ol class="slots-together">{"".join(rows)}</ol>'

    def _talk(self, talk):
        """What the timetable tells of a talk; where its slides were looked for it knows their links."""
        address = escape(f"{self._talks}{talk.pk}/{talk.slug}/")
        badge = self._cancelled if talk.is_cancelled else ""
        links = conditional_escape(getattr(talk, "slides_links", ""))
        return (
            f'<p class="slot-title"><a href="{address}">{conditional_escape(talk.title_html)}</a></p>'
            f'{badge}<p class="slot-who">{_speakers(talk.speaker_list)}</p>'
            + (f'<p class="meta no-print">{links}</p>' if links else "")
        )


def _head(line):
    """What stands over the talks of a session, or in place of any."""
    tag = "p" if line.kind == "break" else "h3"
    return f"<{tag}>{escape(line.session.title)}</{tag}>"


def _identity(talk):
    return f' id="talk-{talk.pk}" data-talk="{talk.pk}"'


def _classes(line):
    classes = f"slot slot-{line.kind} rows-{line.rows}"
    if line.talk and line.talk.is_cancelled:
        classes += " slot-called-off"
    return classes if line.session else f"{classes} slot-alone"


def _time(time):
    begins = _clock(time.starts_at, time.begin)
    if not time.end:
        return begins
    return f'{begins}<span class="until">–{_clock(time.ends_at, time.end)}</span>'


def _clock(moment, shown):
    return f'<time datetime="{moment.isoformat()}">{escape(shown)}</time>'


def _speakers(speakers: Iterable[dict[str, str]]):
    return " ".join(_speaker(escape(one["name"]), escape(one["affiliation"])) for one in speakers)


def _speaker(name, affiliation):
    end = f', <bdi class="soft">{affiliation}</bdi>' if affiliation else ""
    return f"<span><bdi>{name}</bdi>{end}</span>"
