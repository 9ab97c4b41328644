import datetime
import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from news.models import Article, Move
from portal.common.text import plain
from projects.context import programme

LENGTH = 30
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
# XML cannot carry these; one of them in one title would cost readers the whole feed.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ArticleAtom(Atom1Feed):
    """Atom with the whole text of each entry in `content`, in the language of the entry."""

    def latest_post_date(self):
        return self.feed["changed_at"]

    def write_items(self, handler):
        self.items = [legible(item) for item in self.items]
        super().write_items(handler)

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        base = {"type": "html", "xml:base": item["link"]}
        handler.addQuickElement("content", item["content"], base)
        if item["report"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": item["report"]})


class NewsFeed(Feed):
    """The latest articles; the language of the frame is that of the address."""

    feed_type = ArticleAtom

    def get_object(self, request):
        return programme(request)["programme"]

    def title(self, programme):
        return _("%(programme)s: News") % {"programme": programme.localised_name}

    def link(self):
        return absolute(reverse("news:news"))

    def feed_url(self):
        return absolute(reverse("news:feed"))

    def author_name(self, programme):
        return programme.localised_name

    def feed_extra_kwargs(self, obj):
        return {"changed_at": last_change()}

    def items(self):
        return Article.objects.published()[:LENGTH]

    def item_title(self, article):
        return plain(article.title)

    def item_description(self, article):
        return article.summary_html or None

    def item_link(self, article):
        return absolute(article.get_absolute_url())

    def item_guid(self, article):
        # Neither a new title nor a corrected date nor the reader's language makes it a new entry.
        host = settings.SITE_URL.partition("://")[2].partition(":")[0]
        return f"tag:{host},{article.created_at:%Y-%m-%d}:news/{article.slug}"

    def item_pubdate(self, article):
        if article.is_external:
            return midnight(article.day) if article.date and article.date.day else None
        return article.published_at

    def item_updateddate(self, article):
        return max(article.changed_at, article.published_at)

    def item_extra_kwargs(self, article):
        return {
            "content": render_to_string("news/feed_entry.html", {"article": article}),
            "report": article.external_url,
            "language": article.language,
        }


# An answer that equals what the reader's program has already is sent as 304.
feed = conditional_page(NewsFeed())


def legible(item):
    """Return the entry without the characters that XML cannot carry."""
    return {
        name: UNSPEAKABLE.sub("", value) if isinstance(value, str) else value
        for name, value in item.items()
    }


def absolute(path):
    """Return the address for readers outside the site."""
    return settings.SITE_URL + path


def midnight(day):
    """Return the moment at which this day began here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def last_change():
    """Return when an article was last written, published or taken back."""
    written = Article.objects.aggregate(at=Max("changed_at"))["at"] or LONG_AGO
    moved = Move.objects.aggregate(at=Max("moved_at"))["at"] or LONG_AGO
    return max(written, moved)
