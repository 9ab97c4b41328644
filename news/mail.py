from django.utils.text import Truncator

from portal.common.text import plain
from portal.mail import letters

KIND = "news"
OPENING = 50  # words


def about(article):
    """Return how letters name this article."""
    return f"article:{article.pk}"


def opening(article):
    """What is to be read before deciding to read on: the summary, else how the text begins."""
    return article.summary or Truncator(plain(article.body)).words(OPENING)


def article_letter(article, readers, *, topic, by):
    """The letter that tells readers of an article and where it stands."""
    return letters.from_template(
        "news/mail/article.txt",
        {"article": article, "title": plain(article.title), "opening": opening(article)},
        language=article.language,
        kind=KIND,
        about=about(article),
        version="1",
        topic=topic,
        to=readers,
        created_by_id=by.pk,
    )
