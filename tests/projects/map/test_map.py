from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.template import Context, Template
from django.utils import translation

from projects.map import Drawing, cities_of
from projects.models import Institution
from tests.bundle.conftest import SPP2298
from tests.factories.projects import InstitutionFactory, ProjectFactory

pytestmark = pytest.mark.django_db
MUNICH = {"city": "Munich", "latitude": 48.137, "longitude": 11.575}


def drawing():
    return Drawing(cities_of(Institution.objects.with_projects()))


def svg():
    html = Template("{% load project_tags %}{% institution_map %}").render(Context())
    return ElementTree.fromstring(html[html.index("<svg") :])  # noqa: S314  our own drawing


def links():
    return {link.get("href"): link for link in svg().iter("a")}


def test_the_map_of_spp_2298_names_every_city_and_no_name_covers_another():
    call_command("import_programme", str(SPP2298), verbosity=0)

    marks = drawing().marks

    assert len(marks) == 11
    assert all(mark.label for mark in marks)
    for one, other in combinations(marks, 2):
        assert not one.label.box.meets(other.label.box)
        assert not one.label.box.meets(other.spot.box)


def test_several_institutions_of_a_city_share_a_mark_sized_by_their_projects():
    tech, arts = (InstitutionFactory(name=name, **MUNICH) for name in ("Tech", "Arts"))
    alone = InstitutionFactory(city="Berlin", latitude=52.52, longitude=13.405)
    ProjectFactory(institutions=[tech, arts])
    ProjectFactory(institutions=[tech, alone])

    munich, berlin = drawing().marks

    assert (munich.city.name, munich.city.project_count) == ("Munich", 2)
    assert (berlin.city.name, berlin.city.project_count) == ("Berlin", 1)
    assert munich.spot.radius > berlin.spot.radius


def test_a_mark_leads_to_its_institution_or_to_the_list_of_its_city(client):
    InstitutionFactory(slug="tech", **MUNICH)
    assert list(links()) == ["/institutions/tech/"]

    InstitutionFactory(slug="arts", **MUNICH)
    assert list(links()) == ["/institutions/#city-munich"]
    assert 'id="city-munich"' in client.get("/institutions/").content.decode()


def test_a_mark_says_what_it_stands_for():
    ProjectFactory(institutions=[InstitutionFactory(name="Tech", **MUNICH)])

    (link,) = links().values()

    assert link.find("title").text == "Munich: Tech, 1 project"
    assert link.find("text").text.strip() == "Munich"


def test_cities_without_projects_are_drawn_quietly():
    InstitutionFactory(slug="tech", **MUNICH)

    assert "map-quiet" in links()["/institutions/tech/"].get("class")


@pytest.mark.parametrize(
    "place",
    [
        {"latitude": None, "longitude": None},
        {"latitude": 48.2, "longitude": 16.37, "country": "AT"},
        {"latitude": 47.37, "longitude": 8.54, "country": ""},
        {"latitude": -40, "longitude": 170, "country": "DE"},
    ],
)
def test_a_place_abroad_or_unknown_is_only_in_the_list(client, place):
    InstitutionFactory(name="Far University", **place)

    assert not drawing().marks
    html = client.get("/institutions/").content.decode()
    assert "Far University" in html
    assert 'class="map"' not in html


def test_an_institution_without_coordinates_stands_with_its_city():
    InstitutionFactory(name="Tech", **MUNICH)
    InstitutionFactory(name="Arts", city="Munich")

    (mark,) = drawing().marks

    assert len(mark.city.institutions) == 2


def test_numbers_are_those_of_svg_in_every_language():
    InstitutionFactory(**MUNICH)

    with translation.override("de"):
        (link,) = links().values()

    assert "," not in link.find("circle").get("cx")
    assert "," not in svg().get("viewBox")


def test_names_are_never_markup():
    InstitutionFactory(name="<b>&</b>", city="<i>City</i>", latitude=51, longitude=10, slug="x")

    (link,) = links().values()

    assert link.find("text").text.strip() == "<i>City</i>"


def test_the_map_costs_one_query(django_assert_num_queries):
    for institution in InstitutionFactory.create_batch(30, latitude=51, longitude=10):
        ProjectFactory(institutions=[institution])

    with django_assert_num_queries(1):
        svg()
