import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Article
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.news import ArticleFactory

pytestmark = pytest.mark.django_db
DESK = "/desk/news/"


def titles(response):
    return {article.title for article in response.context["page"]}


def test_the_list_shows_articles_of_every_state(at_desk):
    ArticleFactory(title="A draft", draft=True)
    ArticleFactory(title="A published one")
    ArticleFactory(title="An archived one", archived=True)

    assert titles(at_desk.get(DESK)) == {"A draft", "A published one", "An archived one"}


@pytest.mark.parametrize(("state", "shown"), [("draft", {"D"}), ("published", {"P"})])
def test_the_list_can_be_narrowed_to_a_state(at_desk, state, shown):
    ArticleFactory(title="D", draft=True)
    ArticleFactory(title="P")

    assert titles(at_desk.get(DESK, {"state": state})) == shown


def test_a_state_nobody_knows_narrows_nothing(at_desk):
    ArticleFactory(title="P")

    assert titles(at_desk.get(DESK, {"state": "printed", "page": "x"})) == {"P"}


def test_an_empty_desk_says_how_to_begin(at_desk):
    page = at_desk.get(DESK).content.decode()

    assert "No article here yet" in page
    assert reverse("news-desk:new") in page


@pytest.mark.parametrize(
    ("before", "button"),
    [
        ("draft", "published"),
        ("published", "draft"),
        ("published", "archived"),
        ("archived", "published"),
    ],
)
def test_a_button_moves_an_article(at_desk, before, button):
    article = ArticleFactory(state=before)

    response = at_desk.post(reverse("news-desk:move", args=[article.pk]), {"state": button})

    assert response.status_code == 302
    assert Article.objects.get().state == button


def test_publishing_an_empty_article_is_refused_with_the_reason(at_desk):
    article = ArticleFactory(draft=True, summary="", body="")

    response = at_desk.post(
        reverse("news-desk:move", args=[article.pk]), {"state": "published"}, follow=True
    )

    assert "Write a summary or a text before you publish" in response.content.decode()
    assert Article.objects.get().state == "draft"


def test_a_stale_button_does_nothing_and_says_why(at_desk):
    article = ArticleFactory()

    response = at_desk.post(
        reverse("news-desk:move", args=[article.pk]), {"state": "published"}, follow=True
    )

    assert "the article is “Published” now" in response.content.decode()


def test_a_state_nobody_knows_changes_nothing(at_desk):
    article = ArticleFactory(draft=True)

    response = at_desk.post(reverse("news-desk:move", args=[article.pk]), {"state": "printed"})

    assert response.status_code == 302
    assert Article.objects.get().state == "draft"


def test_looking_at_a_button_address_changes_nothing(at_desk):
    article = ArticleFactory(draft=True)

    assert at_desk.get(reverse("news-desk:move", args=[article.pk])).status_code == 405


def test_a_coordinator_works_here_too(client):
    client.force_login(UserFactory(roles=[Role.COORDINATOR]))

    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ORGANISER])
def test_for_others_the_desk_of_news_does_not_exist(client, role):
    client.force_login(UserFactory(roles=[role]))
    article = ArticleFactory(draft=True)

    assert client.get(DESK).status_code == 404
    assert client.get(reverse("news-desk:edit", args=[article.pk])).status_code == 404
    assert client.post(reverse("news-desk:preview")).status_code == 404


def test_thirty_articles_cost_no_more_queries_than_one(at_desk, editor):
    ArticleFactory(author=editor)
    with CaptureQueriesContext(connection) as with_one:
        at_desk.get(DESK)
    for state in ("draft", "published", "archived"):
        ArticleFactory.create_batch(9, state=state, author=UserFactory())

    with CaptureQueriesContext(connection) as with_thirty:
        at_desk.get(DESK)

    assert len(with_thirty) == len(with_one)
