from django.db import IntegrityError, transaction

from news.models import Article

ATTEMPTS = 3


class ChangedMeanwhile(Exception):
    """Somebody else saved the article since this editor opened it; `stored` is what they left."""

    def __init__(self, stored):
        super().__init__()
        self.stored = stored


@transaction.atomic
def save(form, *, by):
    """Keep what a valid ArticleForm says and enter the state it asks for; return the article.

    Raise ChangedMeanwhile or ForbiddenMove, with nothing saved, where that is not possible.
    """
    article = form.instance
    if article.pk:
        _take_over_state(article, form.cleaned_data["seen"])
    else:
        article.author = by
    enters = form.next_state if form.next_state != article.state else ""
    if enters:
        article.check_move(enters)

    _give_slug(article, retitled="title" in form.changed_data)
    _store(form)
    if enters:
        article.move_to(enters, by=by)
    return article


def _take_over_state(article, seen):
    stored = Article.objects.select_for_update().get(pk=article.pk)
    if stored.version != seen:
        raise ChangedMeanwhile(stored)
    # Another editor may have published it, say, while its words stayed the same.
    article.slug, article.state, article.published_at = (
        stored.slug,
        stored.state,
        stored.published_at,
    )


def _give_slug(article, *, retitled):
    # Once published, an address has been read, mailed and linked to: it stays.
    if not article.slug or (retitled and article.published_at is None):
        article.slug = article.free_slug()


def _store(form):
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:
            # Another editor took the same address this very moment.
            if not attempts_left:
                raise
            form.instance.slug = form.instance.free_slug()
        else:
            return
