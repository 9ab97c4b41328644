import re

import pytest
from django.conf import settings
from django.urls import reverse

from portal.common.accents import DARK, LIGHT, companions
from portal.common.colours import contrast
from portal.home.theme import style_sheet
from projects.models import Programme

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
COLOURS = ["#2b3fbf", "#000000", "#ffffff", "#808080", "#ffee00", "#c8102e", "#00a0a0", "#3a0050"]


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_whatever_colour_a_programme_takes_its_text_can_be_read(colour, ground):
    made = companions(colour, ground)

    grounds = (ground.paper, ground.card, ground.sunk, made["accent-soft"])
    texts = (made["accent"], made["accent-strong"])
    assert min(contrast(text, other) for text in texts for other in grounds) >= 4.5
    assert min(contrast(made["accent-ink"], text) for text in texts) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert companions("#2b3fbf", LIGHT)["accent"] == "#2b3fbf"


def test_black_on_white_is_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_tokens_begin_with_the_same_colours():
    served = re.findall(r"--([\w-]+):light-dark\((#\w+),(#\w+)\)", style_sheet(Programme().accent))
    written = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS)

    assert set(served) <= set(written)


@pytest.mark.parametrize(("ground", "theme"), [(LIGHT, 1), (DARK, 2)], ids=["light", "dark"])
def test_the_grounds_are_those_of_the_tokens(ground, theme):
    written = {
        found[0]: found[theme]
        for found in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\)", TOKENS)
    }

    assert (ground.paper, ground.card, ground.sunk) == (
        written["paper"],
        written["card"],
        written["sunk"],
    )


@pytest.mark.django_db
def test_the_style_sheet_has_the_colour_of_the_programme(client, django_assert_num_queries):
    Programme.objects.create(name="Sample Programme", accent="#c8102e")

    with django_assert_num_queries(1):
        response = client.get(reverse("theme"))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent:light-dark(#c8102e," in response.text


@pytest.mark.django_db
def test_a_portal_without_a_programme_has_the_colour_of_the_house(client):
    assert "--accent:light-dark(#2b3fbf," in client.get(reverse("theme")).text


@pytest.mark.django_db
def test_an_address_that_names_the_colour_may_be_kept(client):
    kept = client.get(reverse("theme"), {"v": "2b3fbf"})
    outdated = client.get(reverse("theme"), {"v": "c8102e"})

    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert outdated["Cache-Control"] == "no-cache"


@pytest.mark.django_db
def test_who_has_the_style_sheet_is_not_sent_it_again(client):
    etag = client.get(reverse("theme"))["ETag"]

    response = client.get(reverse("theme"), headers={"If-None-Match": etag})

    assert response.status_code == 304
