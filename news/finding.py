"""Articles for the desk's search box."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models import Article
from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.common.text import plain


def articles(text):
    """Articles in any state whose title holds the words, the latest first."""
    found = Article.objects.for_lists().filter(holding_words(text, "title"))
    for article in found[:FEW]:
        address = reverse("news-desk:edit", args=[article.pk])
        yield Found(plain(article.title), address, article.get_state_display())


FINDERS = (Finder(_("Article"), (Role.EDITOR,), articles),)
