from math import dist

from projects.map import land
from projects.map.projection import project

EARTH = 6371
BERLIN, MUNICH, COLOGNE, HAMBURG = (
    (52.52, 13.405),
    (48.137, 11.575),
    (50.938, 6.96),
    (53.551, 9.994),
)


def test_distances_on_the_map_are_those_on_the_ground_within_a_hundredth():
    for one, other, kilometres in (
        (BERLIN, MUNICH, 504),
        (COLOGNE, BERLIN, 477),
        (HAMBURG, MUNICH, 612),
    ):
        on_paper = dist(project(*one), project(*other)) * EARTH
        assert abs(on_paper - kilometres) / kilometres < 0.01


def test_north_is_up_and_east_is_right():
    assert land.place(*HAMBURG)[1] < land.place(*MUNICH)[1]
    assert land.place(*COLOGNE)[0] < land.place(*BERLIN)[0]


def test_the_whole_country_is_in_the_drawing():
    corners = [(55.06, 8.42), (47.27, 10.18), (51.05, 5.87), (51.27, 15.04)]

    for x, y in (land.place(*corner) for corner in corners):
        assert 0 < x < land.WIDTH
        assert 0 < y < land.HEIGHT


def test_it_is_known_what_lies_in_germany():
    vienna, zurich, salzburg, strasbourg = (
        (48.2, 16.37),
        (47.37, 8.54),
        (47.8, 13.04),
        (48.58, 7.75),
    )

    assert all(land.holds(*city) for city in (BERLIN, MUNICH, COLOGNE, HAMBURG))
    assert not any(land.holds(*city) for city in (vienna, zurich, salzburg, strasbourg))


def test_the_outline_is_short_enough_for_every_page():
    assert len(land.PATH) < 12_000
    assert land.PATH.startswith("M")
    assert land.PATH.endswith("Z")
