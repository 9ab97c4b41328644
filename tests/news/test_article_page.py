import pytest
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from tests.factories.news import ArticleFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def page_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def test_a_reader_sees_title_text_and_formulas(client):
    article = ArticleFactory(title="About $x^2$", body="A *text* with $y$.")

    page = page_of(client, article)

    assert "About <math" in page
    assert "<em>text</em>" in page
    assert "<title>" in page


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_what_is_not_published_does_not_exist_not_even_for_its_editor(client, at_desk, state):
    article = ArticleFactory(state=state)

    assert client.get(article.get_absolute_url()).status_code == 404


def test_it_links_to_its_projects(client):
    project = ProjectFactory(title="A sample project")
    article = ArticleFactory(projects=[project])

    assert f'<a href="{project.get_absolute_url()}">A sample project</a>' in page_of(
        client, article
    )


def test_a_report_elsewhere_has_its_summary_and_the_way_there(client):
    article = ArticleFactory(external_url="https://example.org/report", body="", language="de")

    page = page_of(client, article)

    assert article.summary in page
    assert 'href="https://example.org/report"' in page
    assert "(German)" in page


def test_the_language_of_the_text_is_marked(client):
    article = ArticleFactory(language="de")

    page = page_of(client, article)

    assertInHTML(f'<h1 lang="de">{article.title}</h1>', page)
    assertInHTML(f'<p class="lead" lang="de">{article.summary}</p>', page)
    assertInHTML(f'<div class="prose" lang="de">{article.body_html}</div>', page)


def test_of_a_report_elsewhere_only_the_title_is_in_its_language(client):
    article = ArticleFactory(external=True, language="de")

    page = page_of(client, article)

    assertInHTML(f'<h1 lang="de">{article.title}</h1>', page)
    assertInHTML(f'<p class="lead">{article.summary}</p>', page)


def test_a_sample_is_marked(client):
    assert '<span class="sample">' in page_of(client, ArticleFactory(is_sample=True))


def test_markup_in_a_title_is_harmless(client):
    article = ArticleFactory(title="<script>alert(1)</script> & <b>bold</b>")

    assert "<script>alert" not in page_of(client, article)


def test_an_address_nobody_has_is_not_found(client):
    assert client.get(reverse("news:article", args=["nothing"])).status_code == 404


def test_it_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    article = ArticleFactory(projects=ProjectFactory.create_batch(5))

    with django_assert_num_queries(3):  # programme, article, projects
        client.get(article.get_absolute_url())
