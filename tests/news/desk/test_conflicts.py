import threading

import pytest
from django.db import connection
from django.urls import reverse

from news import editing
from news.forms import ArticleForm
from news.models import Article
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
def test_of_two_who_save_at_the_same_moment_one_is_told(editor, typed):
    article = ArticleFactory()
    barrier, outcomes = threading.Barrier(2), []

    def save(body):
        try:
            mine = Article.objects.get(pk=article.pk)
            form = ArticleForm(typed(body=body, seen=mine.version), instance=mine)
            assert form.is_valid()
            barrier.wait()
            try:
                editing.save(form, by=editor)
                outcomes.append("saved")
            except editing.ChangedMeanwhile:
                outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[f"Text {n}"]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["saved", "told"]


@pytest.mark.django_db(transaction=True)
def test_two_new_articles_of_one_title_at_the_same_moment_are_both_kept(editor, typed):
    barrier, failures = threading.Barrier(2), []

    def save():
        try:
            form = ArticleForm(typed(title="At once"), instance=Article())
            assert form.is_valid()
            barrier.wait()
            editing.save(form, by=editor)
        except Exception as failure:  # noqa: BLE001  a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert set(Article.objects.values_list("slug", flat=True)) == {"at-once", "at-once-2"}
