import threading
from concurrent.futures import Future

import pytest
from django.db import connection, transaction
from django.urls import reverse

from news import editing
from news.forms import ArticleForm
from news.models import Article
from tests.common.until import until
from tests.common.waiting import somebody_waits_for_me
from tests.factories.news import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return ArticleFactory(title="Sample title", body="The text as both opened it.")


@pytest.fixture
def url(article):
    return reverse("news-desk:edit", args=[article.pk])


def opened(at_desk, url):
    """Return what the hidden field of a freshly opened edit page holds."""
    return at_desk.get(url).context["form"]["seen"].value()


def test_the_second_of_two_editors_is_told_and_loses_nothing(at_desk, url, article, typed):
    first = second = opened(at_desk, url)
    at_desk.post(url, typed(body="What the first wrote.", seen=first))

    response = at_desk.post(url, typed(body="What the second wrote.", seen=second))

    page = response.content.decode()
    article.refresh_from_db()
    assert article.body == "What the first wrote."
    assert "Somebody changed this article since you opened it" in page
    assert "What the first wrote." in page
    assert "What the second wrote." in page


def test_having_seen_both_the_second_may_save(at_desk, url, article, typed):
    seen = opened(at_desk, url)
    at_desk.post(url, typed(body="What the first wrote.", seen=seen))
    told = at_desk.post(url, typed(body="What the second wrote.", seen=seen))

    at_desk.post(url, typed(body="Both.", seen=told.context["form"]["seen"].value()))

    article.refresh_from_db()
    assert article.body == "Both."


@pytest.mark.parametrize("seen", ["", "yesterday", "\0"])
def test_a_page_that_does_not_say_what_it_saw_overwrites_nothing(
    at_desk, url, article, typed, seen
):
    at_desk.post(url, typed(body="Blind.", seen=seen))

    article.refresh_from_db()
    assert article.body == "The text as both opened it."


def test_publishing_meanwhile_is_no_conflict_and_is_not_undone(
    at_desk, url, article, typed, editor
):
    seen = opened(at_desk, url)
    article.move_to("archived", by=editor)

    at_desk.post(url, typed(body="Corrected.", seen=seen))

    article.refresh_from_db()
    assert (article.body, article.state) == ("Corrected.", "archived")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_the_second_is_told(editor, typed):
    article = ArticleFactory()

    def form(body):
        mine = Article.objects.get(pk=article.pk)
        return filled(typed(body=body, seen=mine.version), mine)

    first, second = form("What the first wrote."), form("What the second wrote.")
    with transaction.atomic():
        editing.save(first, by=editor)
        outcome = in_another_connection(editing.save, second, by=editor)

    assert isinstance(outcome.exception(), editing.ChangedMeanwhile)
    article.refresh_from_db()
    assert article.body == "What the first wrote."


@pytest.mark.django_db(transaction=True)
def test_two_new_articles_of_one_title_at_the_same_moment_are_both_kept(editor, typed):
    first, second = (filled(typed(title="At once"), Article()) for _ in range(2))

    with transaction.atomic():
        editing.save(first, by=editor)
        outcome = in_another_connection(editing.save, second, by=editor)

    assert outcome.exception() is None
    assert set(Article.objects.values_list("slug", flat=True)) == {"at-once", "at-once-2"}


def filled(data, article):
    form = ArticleForm(data, instance=article)
    assert form.is_valid()
    return form


def in_another_connection(verb, *args, **kwargs):
    """Begin the verb elsewhere and return its outcome-to-be once it waits for our transaction."""
    outcome = Future()

    def run():
        try:
            outcome.set_result(verb(*args, **kwargs))
        except Exception as failure:  # noqa: BLE001  the test asks for it
            outcome.set_exception(failure)
        finally:
            connection.close()

    threading.Thread(target=run).start()
    until(lambda: outcome.done() or somebody_waits_for_me(), seconds=60)
    return outcome
