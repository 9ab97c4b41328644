import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from tests.factories.news import ArticleFactory
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db
NEWS = "/news/"


def titles(response):
    return [article.title for article in response.context["page"]]


def test_the_latest_stand_first_and_those_without_a_date_last(client):
    ArticleFactory(title="Year", external=True, date="2021")
    ArticleFactory(title="Unknown", external=True)
    ArticleFactory(title="Today")
    ArticleFactory(title="Day", external=True, date="2021-03-02")

    response = client.get(NEWS)

    assert titles(response) == ["Today", "Day", "Year", "Unknown"]


def test_each_stands_under_its_year(client):
    ArticleFactory(external=True, date="2021-05-03")
    ArticleFactory(external=True)

    page = client.get(NEWS).content.decode()

    assert re.findall(r"<h2>\s*(.*?)\s*</h2>", page) == ["2021", "Date not known"]
    assertInHTML('<time class="date-block" datetime="2021-05-03"><b>3</b> May</time>', page)


def test_drafts_and_archived_articles_are_not_listed(client):
    ArticleFactory(draft=True)
    ArticleFactory(archived=True)

    response = client.get(NEWS)

    assert titles(response) == []
    assert "There is no news yet" in response.content.decode()


def test_a_report_elsewhere_is_marked_with_site_and_language_and_linked(client):
    ArticleFactory(external_url="https://www.example.org/report", language="de")

    page = client.get(NEWS).content.decode()

    assert 'href="https://www.example.org/report" rel="external noopener"' in page
    assert "example.org" in page
    assert "(German)" in page


def test_a_summary_and_a_sample_mark_are_shown(client):
    ArticleFactory(summary="In a sentence: $x^2$.", is_sample=True)

    page = client.get(NEWS).content.decode()

    assert "In a sentence: <math" in page
    assert '<span class="sample">' in page


def test_twenty_stand_on_a_page(client):
    ArticleFactory.create_batch(21)

    assert len(titles(client.get(NEWS))) == 20
    assert len(titles(client.get(NEWS, {"page": 2}))) == 1
    assert len(titles(client.get(NEWS, {"page": "nonsense"}))) == 20


def test_feed_and_subscription_are_offered(client):
    page = client.get(NEWS).content.decode()

    assert f'type="application/atom+xml" title="News" href="{reverse("news:feed")}"' in page
    assert f'href="{reverse("mail:subscribe")}"' in page


def test_thirty_articles_cost_no_more_queries_than_one(client):
    ProgrammeFactory()
    ArticleFactory()
    with CaptureQueriesContext(connection) as with_one:
        client.get(NEWS)
    ArticleFactory.create_batch(15)
    ArticleFactory.create_batch(14, external=True)

    with CaptureQueriesContext(connection) as with_thirty:
        client.get(NEWS)

    assert len(with_thirty) == len(with_one) <= 8
