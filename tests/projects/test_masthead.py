from portal.common.accents import LIGHT
from portal.common.colours import contrast
from projects.masthead import masthead
from projects.models import Programme


def test_papers_bear_the_names_of_the_programme(db):
    Programme.objects.create(name="Theory of Everything", acronym="TOE 1", funder="A funder")

    assert masthead() == {
        "name": "Theory of Everything",
        "acronym": "TOE 1",
        "kind": "",
        "funder": "A funder",
        "accent": "#2b3fbf",
    }


def test_a_pale_colour_is_darkened_until_it_can_be_read_on_paper(db):
    Programme.objects.create(name="Pale", accent="#ffee00")

    assert contrast(masthead()["accent"], LIGHT.card) >= 4.5


def test_without_a_programme_papers_are_made_all_the_same(db):
    assert masthead()["name"] == "Research programme"
