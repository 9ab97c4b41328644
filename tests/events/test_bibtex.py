import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import bibtex
from events.models import Event, JointAuthor, Speaker, Talk
from portal.common.partial_dates import PartialDate
from tests.factories.events import EventFactory, JointAuthorFactory, TalkFactory

SIGNS = st.text(st.sampled_from('{}\\$%@#&_^~",()[]ab \n') | st.characters(), max_size=60)


def fields(entry):
    """Read an entry as BibTeX does: a value lasts until its braces are closed, whatever is between."""
    head, _, rest = entry.partition(",")
    assert re.fullmatch(r"@misc\{talk(\d+|None)", head)
    found, depth, start = [], 1, 0
    for at, sign in enumerate(rest):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            assert rest[at + 1 :].strip() == ""
            found.append(rest[start:at])
            break
        if sign == "," and depth == 1:
            found.append(rest[start:at])
            start = at + 1
    assert depth == 0
    pairs = (field.strip().split(" = ", 1) for field in found)
    return dict(pairs)


@pytest.mark.django_db
def test_a_talk_can_be_cited():
    event = EventFactory(title="Sample meeting", city="Exampletown", venue="", zone="Europe/Berlin")
    talk = TalkFactory(
        event=event,
        title="On $x_1^2$ & 100% of *it*",
        speakers=["Ada Sample", "Order and Example"],
        starts_at=datetime.datetime(2030, 7, 1, 23, tzinfo=datetime.UTC),
    )
    JointAuthorFactory(talk=talk, name="Zoë Third")

    told = fields(bibtex.entry(talk))

    assert told["author"] == "{{Ada Sample} and {Order and Example} and {Zoë Third}}"
    assert told["title"] == r"{{On $x_1^2$ \& 100\% of it}}"
    assert told["note"] == "{Talk at Sample meeting, Exampletown}"
    assert told["url"].endswith(f"{talk.get_absolute_url()}}}")
    # The day is that of the event: in Berlin it is past midnight.
    assert (told["year"], told["month"], told["date"]) == ("{2030}", "jul", "{2030-07-02}")


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (PartialDate(2024), {"year": "{2024}"}),
        (PartialDate(2024, 3), {"year": "{2024}", "month": "mar"}),
        (PartialDate(2024, 3, 7), {"year": "{2024}", "month": "mar", "date": "{2024-03-07}"}),
        (None, {}),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(start, told):
    found = fields(bibtex.entry(unsaved(Event(title="A", slug="a", start=start))))

    assert {name: found[name] for name in ("year", "month", "date") if name in found} == told


@given(title=SIGNS, name=SIGNS, meeting=SIGNS)
def test_any_words_make_one_entry_whose_braces_stand_in_pairs(title, name, meeting):
    entry = bibtex.entry(unsaved(Event(title=meeting, slug="a", city=name), title, name))

    assert set(fields(entry)) <= {"author", "title", "note", "url"}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (r"$\{x\}$ and \(y\)", r"$\{x\}$ and \(y\)"),
        ("$x}$", r"\$x\textbraceright{}\$"),
        ("a $5% b$", r"a \$5\% b\$"),
        (r"C:\new_{dir}", r"C:\textbackslash{}new\_\textbraceleft{}dir\textbraceright{}"),
    ],
)
def test_formulas_stay_latex_unless_they_would_break_what_follows(title, told):
    assert (
        fields(bibtex.entry(unsaved(Event(title="A", slug="a"), title)))["title"]
        == f"{{{{{told}}}}}"
    )


def unsaved(event, title="A", name="B"):
    talk = Talk(pk=1, event=event, title=title)
    people = {"speakers": [Speaker(name=name)], "joint_authors": [JointAuthor(name=name)]}
    vars(talk)["_prefetched_objects_cache"] = {key: Known(some) for key, some in people.items()}
    return talk


class Known(list):
    """Rows at hand without a database."""

    def all(self):
        return self
