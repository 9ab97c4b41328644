import re

import pytest
from django.urls import reverse

from news.models import Article
from tests.factories.news import ArticleFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
PREVIEW = "/desk/news/preview/"
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
BODY = r"""## A heading

A *text* with $\int_0^1 x^2\,dx$, a [link](https://example.org) and <b>markup</b>.

$$\sum_{k=1}^n k$$

| a | b |
|---|---|
| 1 | 2 |
"""


def article_in(response):
    return ARTICLE.search(response.content.decode())[0]


def test_the_preview_of_a_new_article_is_exactly_what_is_published(at_desk, typed):
    project = ProjectFactory()
    text = typed(title="On $x^2$ & more", summary="With $y$.", body=BODY, projects=[project.pk])

    preview = article_in(at_desk.post(PREVIEW, text))
    at_desk.post(reverse("news-desk:new"), text | {"then": "published"})

    published = at_desk.get(Article.objects.get().get_absolute_url())
    assert preview == article_in(published)


def test_the_preview_of_a_correction_is_exactly_what_is_published(at_desk, typed):
    article = ArticleFactory(external=True, date="2021-03", is_sample=True)
    text = typed(body=BODY, date="2022", language="de", seen=article.version)

    preview = article_in(at_desk.post(reverse("news-desk:preview", args=[article.pk]), text))
    at_desk.post(reverse("news-desk:edit", args=[article.pk]), text)

    assert preview == article_in(at_desk.get(article.get_absolute_url()))


def test_a_preview_saves_nothing(at_desk, typed):
    article = ArticleFactory(body="Before")

    at_desk.post(reverse("news-desk:preview", args=[article.pk]), typed(body="After"))
    at_desk.post(PREVIEW, typed())

    assert Article.objects.get().body == "Before"


def test_a_page_barely_begun_has_a_preview_without_complaints(at_desk):
    response = at_desk.post(PREVIEW, {"title": "", "body": "First *words*"})

    page = response.content.decode()
    assert "First <em>words</em>" in page
    assert "notice-bad" not in page


def test_what_is_wrong_is_said_in_the_preview(at_desk, typed):
    page = at_desk.post(PREVIEW, typed(date="soon", body="x" * 200_000)).content.decode()

    assert "“soon” is no date" in page
    assert "This text has 200000 characters" in page


def test_without_javascript_a_button_shows_the_preview_and_keeps_all_that_was_typed(at_desk, typed):
    project = ProjectFactory(title="A sample project")
    text = typed(title="Typed title", body="Typed *text*", date="2021", projects=[project.pk])

    response = at_desk.post(reverse("news-desk:new"), text | {"then": "preview"})

    page, form = response.content.decode(), response.context["form"]
    assert "Typed <em>text</em>" in article_in(response)
    assert f'<a href="{project.get_absolute_url()}">A sample project</a>' in page
    assert 'value="Typed title"' in page
    assert (form["body"].value(), form["date"].value()) == ("Typed *text*", "2021")
    assert not Article.objects.exists()


def test_hostile_formulas_end_in_a_preview_and_not_in_an_error(at_desk, typed):
    nested = "$" + "{" * 5_000 + "x" + "}" * 5_000 + "$"

    response = at_desk.post(PREVIEW, typed(title=nested[:300], summary=nested[:600], body=nested))

    assert response.status_code == 200


def test_a_preview_is_asked_for_by_post_alone(at_desk):
    assert at_desk.get(PREVIEW).status_code == 405


def test_a_preview_of_an_article_that_does_not_exist_is_not_found(at_desk, typed):
    assert at_desk.post("/desk/news/4711/preview/", typed()).status_code == 404
