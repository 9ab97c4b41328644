from html.parser import HTMLParser

import pytest
from django.urls import reverse

from news.models import Article
from tests.factories.news import ArticleFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
NEW = "/desk/news/new/"
HOSTILE = """<script>alert(1)</script> [click](javascript:alert(1)) <img src=x onerror=alert(1)>
<math href="javascript:alert(1)"><mi>x</mi></math> <p style="background:url(//example.org)">x</p>"""


def edit_url(article):
    return reverse("news-desk:edit", args=[article.pk])


def typed_again(article, typed, **changes):
    """Return what the edit form of this article sends when `changes` are typed into it."""
    return typed(title=article.title, summary=article.summary, body=article.body) | {
        "seen": article.version,
        **changes,
    }


def test_saving_makes_a_draft_that_readers_do_not_see(at_desk, editor, typed):
    response = at_desk.post(NEW, typed(title="A new sample"))

    article = Article.objects.get()
    assert response["Location"] == edit_url(article)
    assert (article.state, article.author, article.slug) == ("draft", editor, "a-new-sample")
    assert at_desk.get(article.get_absolute_url()).status_code == 404


def test_publishing_from_the_form_saves_what_was_typed_first(at_desk, editor, typed):
    article = ArticleFactory(draft=True, body="Before")

    at_desk.post(edit_url(article), typed_again(article, typed, body="After", then="published"))

    article.refresh_from_db()
    assert (article.state, article.body) == ("published", "After")
    assert article.moves.get().moved_by == editor
    assert "After" in at_desk.get(article.get_absolute_url()).content.decode()


def test_a_new_article_can_be_published_at_once(at_desk, typed):
    at_desk.post(NEW, typed(then="published"))

    assert Article.objects.get().state == "published"


def test_a_correction_of_a_published_article_shows_at_once(at_desk, typed):
    article = ArticleFactory(body="With a mistak")

    at_desk.post(edit_url(article), typed_again(article, typed, body="Without a mistake"))

    assert "Without a mistake" in at_desk.get(article.get_absolute_url()).content.decode()


def test_unpublishing_from_the_form_takes_the_article_away(at_desk, typed):
    article = ArticleFactory()

    at_desk.post(edit_url(article), typed_again(article, typed, then="draft"))

    assert at_desk.get(article.get_absolute_url()).status_code == 404


def test_date_language_report_and_projects_are_kept(at_desk, typed):
    project = ProjectFactory()

    at_desk.post(
        NEW,
        typed(
            date="2021-03",
            language="de",
            external_url="https://example.org/report",
            projects=[project.pk],
        ),
    )

    article = Article.objects.get()
    assert (str(article.date), article.language) == ("2021-03", "de")
    assert article.external_url == "https://example.org/report"
    assert list(article.projects.all()) == [project]


def test_the_address_follows_the_title_until_publication_and_never_after(at_desk, typed):
    article = ArticleFactory(draft=True, title="First thought")
    at_desk.post(edit_url(article), typed_again(article, typed, title="Second thought"))
    article.refresh_from_db()
    assert article.slug == "second-thought"

    article.move_to("published", by=article.author)
    at_desk.post(edit_url(article), typed_again(article, typed, title="Third", then="draft"))
    article.refresh_from_db()
    at_desk.post(edit_url(article), typed_again(article, typed, title="Fourth"))

    article.refresh_from_db()
    assert (article.title, article.slug) == ("Fourth", "second-thought")


def test_two_articles_of_one_title_have_two_addresses(at_desk, typed):
    at_desk.post(NEW, typed(title="The same"))
    at_desk.post(NEW, typed(title="The same"))

    assert set(Article.objects.values_list("slug", flat=True)) == {"the-same", "the-same-2"}


@pytest.mark.parametrize("title", ["", "   ", "x" * 301])
def test_a_title_that_cannot_be_is_told_at_the_field_and_everything_typed_is_kept(
    at_desk, typed, title
):
    response = at_desk.post(NEW, typed(title=title, body="A long day's work", then="published"))

    assert response.status_code == 200
    assert "title" in response.context["form"].errors
    assert "A long day&#x27;s work" in response.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("date", "the day before yesterday"),
        ("date", "2021-02-30"),
        ("language", "tlh"),
        ("external_url", "javascript:alert(1)"),
        ("projects", "99999999999999999999"),
        ("projects", "x"),
        ("summary", "x" * 601),
        ("title", "a\0b"),
        ("then", "printed"),
    ],
)
def test_bad_input_is_an_error_at_its_field(at_desk, typed, field, text):
    response = at_desk.post(NEW, typed(**{field: text}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Article.objects.exists()


def test_a_text_of_a_megabyte_is_refused_and_kept(at_desk, typed):
    body = "Much text. " * 100_000

    response = at_desk.post(NEW, typed(body=body))

    assert list(response.context["form"].errors) == ["body"]
    assert response.context["form"]["body"].value() == body


class Elements(HTMLParser):
    """Collects the elements of some HTML and what their attributes say."""

    def __init__(self, html):
        super().__init__()
        self.names, self.attributes = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes += attrs


def test_a_hostile_text_comes_out_harmless(at_desk, typed):
    at_desk.post(NEW, typed(title=HOSTILE[:200], summary=HOSTILE, body=HOSTILE, then="published"))

    article = Article.objects.get()
    shown = Elements(article.title_html + article.summary_html + article.body_html)
    assert shown.names.isdisjoint({"script", "iframe", "object", "form", "style"})
    for name, value in shown.attributes:
        assert not name.startswith("on")
        assert name != "style"
        assert "javascript:" not in (value or "")


def test_nothing_to_read_is_not_published_and_what_was_typed_is_kept(at_desk, typed):
    response = at_desk.post(NEW, typed(summary="", body="", title="Kept", then="published"))

    page = response.content.decode()
    assert "Write a summary or a text before you publish" in page
    assert 'value="Kept"' in page
    assert not Article.objects.exists()


def test_an_article_that_does_not_exist_is_not_found(at_desk):
    assert at_desk.get("/desk/news/4711/").status_code == 404
