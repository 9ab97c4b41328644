"""Whatever a bundle holds, the answer is a report or a list of mistakes, and never half a load."""

from random import Random

import pytest

from portal.bundle.loading import load
from portal.bundle.opening import open_bundle
from tests.bundle.test_another_programme import INSTITUTIONS, PROGRAMME, PROJECTS

pytestmark = pytest.mark.django_db
EVENTS = [{"type": "school", "title": "A school", "start": "2031-01", "end": None, "speakers": []}]
NEWS = [{"title": "A report", "url": "https://a.example", "year": 2031, "language": "de"}]
ODD = [
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        10**30,
        1.5,
        "",
        " ",
        "x",
        "x" * 5000,
        "\0",
        "\ud800",
        "\x1b[31m",
    ),
    *(
        "2021",
        "2021-02-30",
        "0000",
        "https://a.example",
        "javascript:x",
        "0000-0002-1825-0097",
        "<b>&",
    ),
    *(
        [],
        [None],
        ["x", "x"],
        [[[]]],
        {},
        {"name": "x"},
        {"name": None},
        [{"name": "x"}, {"name": "x"}],
    ),
]


def spoiled(value, random):
    """Return the value with something odd somewhere in it."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(list(value))
        return value | {key: spoiled(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.9:
        index = random.randrange(len(value))
        return [*value[:index], spoiled(value[index], random), *value[index + 1 :]]
    return random.choice(ODD)


@pytest.mark.parametrize("seed", range(6))
def test_odd_values_are_loaded_for_good_or_refused_altogether(folder, seed):
    random = Random(seed)
    outcomes = set()

    for _ in range(20):
        files = {
            "programme": PROGRAMME,
            "institutions": INSTITUTIONS,
            "projects": PROJECTS,
            "events": EVENTS,
            "news": NEWS,
        }
        name = random.choice(list(files))
        folder.write(**files | {name: spoiled(files[name], random)})
        bundle = open_bundle(folder.path)
        outcomes.add(bool(bundle.mistakes))
        if not bundle.mistakes:
            load(bundle)
            again = load(bundle)
            assert {(t.created, t.updated) for t in again.tallies.values()} == {(0, 0)}

    assert outcomes == {True, False}


def test_no_odd_character_reaches_the_terminal(folder, refused):
    for odd in ODD:
        folder.write(projects=[{"title": odd, "gepris_id": odd, "institutions": odd}])
        assert all(line.isprintable() for line in refused(folder.path).splitlines())
