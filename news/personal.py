"""What is stored about people who write news."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.models import Article, Move
from portal.common.personal import Outcome, Statement, section

HOLDS = (Article, Move)


def _articles(subject):
    return Article.objects.filter(author=subject.user_id).exclude(author=None)


def stored(subject):
    articles = _articles(subject).order_by("-created_at", "-pk")
    yield from section(
        "articles",
        _("Articles written"),
        articles,
        "title",
        "summary",
        "body",
        "state",
        "created_at",
    )


def outlook(subject, *, keep_names):
    if number := _articles(subject).count():
        text = ngettext(
            "%(n)d article stays, but no longer says at the desk that you wrote it.",
            "%(n)d articles stay, but no longer say at the desk that you wrote them.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    _articles(subject).update(author=None)
    if subject.user_id:
        Move.objects.filter(moved_by=subject.user_id).update(moved_by=None)


def purge(preferences, now):
    """Articles are published to stay."""
    return iter(())


def statements(preferences):
    text = _("Who wrote an article is known to the editors alone, until the account is erased.")
    yield Statement(_("Writing news"), [text])
