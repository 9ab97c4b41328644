"""The style sheets and templates as files: colours that can be read, pages a strict CSP lets through."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from portal.common.colours import contrast

CSS = settings.BASE_DIR / "static" / "css"
TEMPLATES = settings.BASE_DIR / "templates"
TOKENS = (CSS / "tokens.css").read_text()

TEXTS = ["ink", "soft", "accent", "accent-strong", "good", "wait", "bad"]
PAIRS = [
    *[(text, ground) for text in TEXTS for ground in ("paper", "card", "sunk")],
    *[("accent-ink", ground) for ground in ("accent", "accent-strong")],
    *[(text, "accent-soft") for text in ("ink", "soft", "accent", "accent-strong")],
    *[(tone, f"{tone}-soft") for tone in ("good", "wait", "bad")],
    *[("ink", f"{tone}-soft") for tone in ("good", "wait", "bad")],
]
CONTROLS = [("edge", "paper"), ("edge", "card"), ("accent", "paper"), ("bad", "card")]


def colours(theme):
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    return {name: light if theme == "light" else dark for name, light, dark in pairs}


def style_sheets():
    return sorted(CSS.glob("*.css"))


def templates():
    return sorted(TEMPLATES.rglob("*.html"))


def pages():
    # Read in a mail program, or from one's own disk, where there is no policy of ours.
    elsewhere = {TEMPLATES / "mail" / "letter.html", TEMPLATES / "privacy" / "file.html"}
    return [template for template in templates() if template not in elsewhere]


def every_page_loads():
    frame = "".join(
        (TEMPLATES / name).read_text() for name in ("base.html", "components/styles.html")
    )
    return re.findall(r"{% static ['\"](.+?)['\"] %}", frame)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(theme, text, ground):
    colour = colours(theme)

    assert contrast(colour[text], colour[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_the_edge_of_a_control_can_be_seen(theme, edge, ground):
    colour = colours(theme)

    assert contrast(colour[edge], colour[ground]) >= 3


def test_every_custom_property_used_is_a_token():
    tokens = set(re.findall(r"(--[\w-]+):", TOKENS))

    used = {
        name
        for sheet in style_sheets()
        for name in re.findall(r"var\((--[\w-]+)", sheet.read_text())
    }

    assert used <= tokens


def test_colours_are_written_in_the_tokens_alone():
    written = {
        sheet.name: found
        for sheet in style_sheets()
        if sheet.name != "tokens.css"
        and (found := re.findall(r"#[0-9a-f]{3,8}\b(?=.*;)", sheet.read_text()))
    }

    # A mask knows only opaque and not.
    assert written == {"figures.css": ["#000", "#000"]}


def test_every_style_sheet_is_linked_from_some_page():
    pages = "".join(template.read_text() for template in templates())

    assert [sheet.name for sheet in style_sheets() if f"css/{sheet.name}" not in pages] == []


def test_every_static_file_a_template_names_exists():
    named = {
        name
        for template in templates()
        for name in re.findall(
            r"{% static ['\"](.+?)['\"] %}|[\"']/static/(.+?)[\"']", template.read_text()
        )
    }

    assert [name for pair in named for name in pair if name and not finders.find(name)] == []


@pytest.mark.parametrize("template", pages(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_holds_nothing_the_content_security_policy_forbids(template):
    text = template.read_text()

    forbidden = (
        r"\sstyle=|\son\w+=|\shx-on|<style|<script(?![^>]*\ssrc=)|javascript:|https?://[^\"' ]+\.js"
    )

    assert re.findall(forbidden, text) == []


def test_styles_and_scripts_of_a_page_leave_room_for_its_words():
    files = [*every_page_loads(), "django_htmx/htmx-2.min.js"]

    weight = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files)

    assert weight < 40 * 1024  # of 60 KB in all
