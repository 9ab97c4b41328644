import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.news import ArticleFactory

pytestmark = pytest.mark.django_db


def test_an_administrator_finds_and_opens_an_article(client):
    article = ArticleFactory(external=True, date="2021-03")
    client.force_login(UserFactory(administrator=True))

    found = client.get(reverse("admin:news_article_changelist"), {"q": article.title})
    opened = client.get(reverse("admin:news_article_change", args=[article.pk]))

    assert article.title in found.content.decode()
    assert 'value="2021-03"' in opened.content.decode()
