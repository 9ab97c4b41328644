"""The first job: browse the research, with and without JavaScript."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])


@pytest.fixture
def research(transactional_db):
    call_command("import_programme", "projects/bundles/spp2298", stdout=None, verbosity=0)


def search(page, words, *, javascript):
    page.get_by_role("searchbox").fill(words)
    if not javascript:
        page.get_by_role("searchbox").press("Enter")


@JAVASCRIPT
def test_a_visitor_filters_follows_and_finds_with_a_typo(research, new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Browse the research").click()
    expect(page.get_by_text("13 projects")).to_be_visible()

    page.get_by_role("checkbox", name=re.compile("Second")).check()
    if not javascript:
        page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("6 projects")).to_be_visible()

    page.goto("/projects/")
    search(page, "Kutiniok", javascript=javascript)
    expect(page.get_by_text("13 projects")).to_have_count(0)

    page.goto("/projects/")
    search(page, "Tubingen", javascript=javascript)
    project = page.get_by_role("link", name="Multi-Phase Probabilistic Optimizers")
    expect(project).to_be_visible()
    project.click()

    page.get_by_role("main").get_by_role("link", name="Philipp Hennig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Philipp Hennig")
    page.get_by_role("main").get_by_role("link", name="University of Tübingen").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("University of Tübingen")


def test_the_results_change_in_place_and_the_address_keeps_the_choice(research, new_page):
    page = new_page()
    page.goto("/projects/")
    page.evaluate("window.stayed = true")

    search(page, "graph neural networks", javascript=True)
    expect(page).to_have_url(re.compile("q=graph"))
    shown = page.get_by_role("status").inner_text()

    assert page.evaluate("window.stayed")
    page.reload()
    expect(page.get_by_role("status")).to_have_text(shown)


def test_the_map_is_walked_by_keyboard(research, new_page):
    page = new_page(width=360)
    page.goto("/institutions/")

    city = page.get_by_role("link", name=re.compile("^Leipzig")).first
    city.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/institutions/.+"))
