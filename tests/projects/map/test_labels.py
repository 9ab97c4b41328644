from itertools import combinations
from random import Random

import pytest

from projects.map import land
from projects.map.drawing import FIELD
from projects.map.labels import Box, Spot, placed, width

TOWNS = {
    "Aachen": (50.776, 6.084),
    "Augsburg": (48.371, 10.898),
    "Bayreuth": (49.945, 11.571),
    "Berlin": (52.52, 13.405),
    "Bielefeld": (52.021, 8.532),
    "Bochum": (51.482, 7.216),
    "Bonn": (50.737, 7.099),
    "Bremen": (53.079, 8.802),
    "Cologne": (50.938, 6.96),
    "Darmstadt": (49.873, 8.651),
    "Dresden": (51.05, 13.738),
    "Erlangen": (49.598, 11.004),
    "Frankfurt": (50.11, 8.682),
    "Freiburg": (47.999, 7.842),
    "Göttingen": (51.534, 9.936),
    "Hamburg": (53.551, 9.994),
    "Hannover": (52.376, 9.732),
    "Heidelberg": (49.399, 8.672),
    "Jena": (50.927, 11.586),
    "Kaiserslautern": (49.444, 7.769),
    "Karlsruhe": (49.007, 8.404),
    "Kiel": (54.323, 10.123),
    "Leipzig": (51.34, 12.375),
    "Mainz": (49.993, 8.247),
    "Munich": (48.137, 11.575),
    "Münster": (51.961, 7.626),
    "Regensburg": (49.013, 12.102),
    "Saarbrücken": (49.24, 6.997),
    "Stuttgart": (48.775, 9.183),
    "Tübingen": (48.522, 9.052),
    "Würzburg": (49.791, 9.953),
}


def spots(number, seed):
    random = Random(seed)
    names = ["Ulm", "Munich", "Mönchengladbach", "Frankfurt am Main", "Jena", "Würzburg", "WWWWWW"]
    return tuple(
        Spot(
            f"{random.choice(names)} {n}" if n % 3 else random.choice(names),
            random.uniform(20, 340),
            random.uniform(20, 460),
            random.uniform(4, 17),
        )
        for n in range(number)
    )


@pytest.mark.parametrize("number", [1, 12, 30, 120])
@pytest.mark.parametrize("seed", range(5))
def test_no_name_covers_another_name_or_a_place(number, seed):
    labels = placed(spots(number, seed), FIELD)

    for one, other in combinations(labels.values(), 2):
        assert not one.box.meets(other.box)
    for label in labels.values():
        assert label.box.lies_in(FIELD)
        assert not any(
            label.box.meets(spot.box) for spot in spots(number, seed) if labels.get(spot) != label
        )


@pytest.mark.parametrize("seed", range(5))
def test_a_programme_in_nearly_every_university_town_has_a_name_at_nearly_each(seed):
    random = Random(seed)
    towns = tuple(
        Spot(name, *land.place(*position), random.uniform(5, 11))
        for name, position in TOWNS.items()
    )

    assert len(placed(towns, FIELD)) >= 0.85 * len(TOWNS)


def test_a_name_stands_to_the_right_where_it_can_and_apart_only_where_it_must():
    alone = Spot("Alone", 100, 100, 5)
    crowd = (
        Spot("Middle", 100, 100, 5),
        *(Spot(f"Other {n}", 100 + 11 * n, 100 + 5 * n, 5) for n in range(1, 8)),
    )

    assert placed((alone,), FIELD)[alone].anchor == "start"
    assert placed((alone,), FIELD)[alone].leader is None
    assert any(label.leader for label in placed(crowd, FIELD).values())


def test_a_name_at_the_edge_turns_inwards():
    edge = Spot("Görlitz", 352, 200, 4)

    assert placed((edge,), FIELD)[edge].anchor == "end"


def test_places_at_the_same_spot_do_no_harm():
    twins = (Spot("One", 50, 50, 5), Spot("Two", 50, 50, 5))

    assert len(placed(twins, FIELD)) <= 2


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width("Mm") > width("Nn") > width("Il")


def test_boxes_that_only_touch_do_not_meet():
    assert not Box(0, 0, 1, 1).meets(Box(1, 0, 2, 1))
    assert Box(0, 0, 1, 1).meets(Box(0.9, 0, 2, 1))
