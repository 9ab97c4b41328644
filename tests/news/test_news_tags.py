import pytest
from django.template import engines

from tests.factories.news import ArticleFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def shown(source, **context):
    template = engines["django"].from_string("{% load news_tags %}" + source)
    return template.render(context)


def test_the_latest_published_articles_are_shown():
    for number in range(4):
        ArticleFactory(title=f"Article no. {number}", date=f"202{number}")
    ArticleFactory(title="A draft", draft=True)

    html = shown("{% latest_news 3 %}")

    assert [number for number in range(4) if f"Article no. {number}" in html] == [1, 2, 3]
    assert "A draft" not in html


def test_a_project_shows_what_is_written_about_it():
    project = ProjectFactory()
    ArticleFactory(title="About it", projects=[project])
    ArticleFactory(title="About another", projects=[ProjectFactory()])
    ArticleFactory(title="A draft about it", draft=True, projects=[project])

    html = shown("{% project_news project %}", project=project)

    assert "About it" in html
    assert "About another" not in html
    assert "A draft" not in html


@pytest.mark.parametrize("tag", ["{% latest_news 3 %}", "{% project_news project %}"])
def test_without_news_there_is_no_section(tag):
    assert shown(tag, project=ProjectFactory()).strip() == ""


def test_the_section_costs_one_query(django_assert_num_queries):
    ArticleFactory.create_batch(3)

    with django_assert_num_queries(1):
        shown("{% latest_news 3 %}")
