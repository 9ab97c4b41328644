import hashlib
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

from portal.common.contours import level_set
from portal.common.figures import figure

SLUGS = [f"project-{number}" for number in range(60)]


def drawn_anew(slug, *size):
    return figure.__wrapped__(slug, *size)


def test_a_figure_is_the_same_every_time_and_everywhere():
    assert drawn_anew("deep-learning") == drawn_anew("deep-learning")
    assert (
        hashlib.sha256(figure("deep-learning").encode()).hexdigest()
        == "1884fb07fb495307b6e746fc064cff3f9b5bc78d9a12cc2d5613e81cb1cdf11e"
    )


def test_each_slug_has_a_figure_of_its_own():
    assert len({figure(slug) for slug in SLUGS}) == len(SLUGS)


@pytest.mark.parametrize("slug", [*SLUGS, "", "ü", "<&\"'>", "x" * 500])
def test_a_figure_is_small_well_formed_and_never_empty(slug):
    markup = figure(slug)

    root = ET.fromstring(markup)  # noqa: S314 (our own markup)
    paths = [path.get("d") for path in root]
    assert root.get("viewBox") == "0 0 640 260"
    assert root.get("aria-hidden") == "true"
    assert len(paths) == 9
    assert sum(bool(path) for path in paths) >= 7
    assert 1_000 < len(markup) < 3_200


def test_cards_stay_light_on_the_whole():
    assert sum(len(figure(slug)) for slug in SLUGS) / len(SLUGS) < 2_300


def test_a_figure_needs_no_style_of_its_own():
    assert "style" not in figure("a")


@pytest.mark.parametrize(
    ("form", "box"), [("card", "640 260"), ("strip", "2400 480"), ("hero", "2400 1200")]
)
def test_the_tag_draws_each_form_in_its_own_size(form, box):
    shown = Template("{% load figures %}{% figure slug form %}").render(
        Context({"slug": "a", "form": form})
    )

    assert shown.startswith(f'<svg class="figure" viewBox="0 0 {box}"')


def test_the_tag_draws_a_card_unless_told_otherwise():
    shown = Template("{% load figures %}{% figure 'a' %}").render(Context())

    assert shown == figure("a")


def test_the_level_set_of_a_slope_is_a_line_across_it():
    slope = [[float(i) for i in range(4)] for _ in range(3)]

    (chain,) = level_set(slope, 1.5)

    assert sorted(chain) == [(1.5, 0), (1.5, 1), (1.5, 2)]


def test_the_level_set_around_a_summit_is_closed():
    summit = [[0.0] * 5, [0, 1, 1, 1, 0], [0, 1, 2, 1, 0], [0, 1, 1, 1, 0], [0.0] * 5]

    (chain,) = level_set(summit, 1.5)

    assert chain[0] == chain[-1]
    assert set(chain) == {(2, 1.5), (2.5, 2), (2, 2.5), (1.5, 2)}


def test_a_saddle_is_crossed_by_two_lines_that_do_not_meet():
    saddle = [[1.0, 0.0], [0.0, 1.0]]

    assert [len(chain) for chain in level_set(saddle, 0.4)] == [2, 2]
    assert [len(chain) for chain in level_set(saddle, 0.6)] == [2, 2]
    assert level_set(saddle, 0.4) != level_set(saddle, 0.6)


def test_a_level_that_is_never_reached_has_no_set():
    assert level_set([[0.0, 1.0], [1.0, 0.0]], 2) == []
