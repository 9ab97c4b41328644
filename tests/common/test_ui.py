"""The tags of the page frame, and fields and components as they come out."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def request(path):
    return RequestFactory().get(path)


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/events/", ' aria-current="page"'),
        ("/de/events/", ' aria-current="page"'),
        ("/events/annual-meeting/", ' aria-current="true"'),
        ("/seminars/junior-researchers/", ' aria-current="true"'),
        ("/eventually/", ""),
        ("/", ""),
    ],
)
def test_a_navigation_link_knows_whether_the_reader_is_there(path, mark):
    assert render('{% current "events" "seminars" %}', request=request(path)) == mark


def test_a_link_to_a_page_alone_is_not_marked_below_it():
    assert render('{% current_page "desk" %}', request=request("/desk/news/")) == ""
    assert render('{% current_page "desk" %}', request=request("/desk/")) == ' aria-current="page"'


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/desk/mail/", ' aria-current="page"'),
        ("/desk/mail/outbox/7/", ' aria-current="true"'),
        ("/desk/", ""),
    ],
)
def test_the_way_to_a_page_beside_is_marked_there_and_below(path, mark):
    link = render('{% beside _("Mail") "mail-desk:messages" %}', request=request(path))

    assert 'href="/desk/mail/"' in link
    assert ">Mail</a>" in link
    assert re.findall(' aria-current.*?"[a-z]+"', link) == ([mark] if mark else [])


def test_nothing_is_marked_where_there_is_no_request():
    assert render('{% current "events" %}') == ""


def test_turning_a_page_keeps_the_filters():
    asked = request("/projects/?area=1&area=2&page=4")

    assert render("{% with_query page=5 %}", request=asked) == "?area=1&amp;area=2&amp;page=5"
    assert render("{% with_query page=None %}", request=asked) == "?area=1&amp;area=2"


def test_pages_far_away_are_left_out():
    page = Paginator(range(400), 20).page(10)

    html = render_to_string(
        "components/pagination.html", {"page": page, "request": request("/people/")}
    )

    assert re.findall(r"\?page=(\d+)", html) == ["9", "1", "9", "11", "20", "11"]


def test_a_list_of_one_page_needs_no_ways_to_others():
    page = Paginator(range(3), 20).page(1)

    assert render_to_string("components/pagination.html", {"page": page}).strip() == ""


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your badge.")
    note = forms.CharField(label="Note", required=False)
    mode = forms.ChoiceField(label="Mode", choices=[("s", "On site")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("All places are taken.")


def test_help_and_error_of_a_field_are_tied_to_it():
    html = str(SampleForm({"note": "x"})["name"].as_field_group())

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_only_fields_that_may_stay_empty_are_marked():
    assert "optional" in str(SampleForm()["note"].as_field_group())
    assert "optional" not in str(SampleForm()["name"].as_field_group())


def test_choices_stand_in_a_group_with_a_legend():
    html = str(SampleForm({})["mode"].as_field_group())

    assert re.search(r'<fieldset[^>]+aria-describedby="id_mode_error"', html)
    assert "<legend>" in html


def test_the_summary_of_errors_leads_to_every_field():
    html = str(SampleForm({"name": ""}))

    targets = re.findall(r'href="#(\w+)"', html)
    assert targets == ["id_name", "id_mode", "id_agreed"]
    assert all(f'id="{target}"' in html for target in targets)


def test_the_summary_tells_errors_of_no_visible_field_too():
    html = render_to_string("components/error_summary.html", {"form": SampleForm({})})

    assert "All places are taken." in html
    assert html.count("This field is required.") == 4


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(SampleForm())


def test_hidden_fields_are_kept_in_the_form():
    assert '<input type="hidden" name="token" id="id_token">' in str(SampleForm())


def test_what_a_stranger_wrote_is_shown_as_text():
    html = render_to_string("components/person_row.html", {"name": "<script>", "href": '"><b>'})

    assert "<script>" not in html
    assert "<b>" not in html
