import pytest
from django.db import IntegrityError
from django.utils import timezone

from news.models import MOVES, Article, State
from portal.common.moves import ForbiddenMove
from portal.common.partial_dates import PartialDate
from tests.factories.news import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("before", "after"), [(s, t) for s in MOVES for t in sorted(MOVES[s])])
def test_a_listed_step_is_taken_and_remembered(editor, before, after):
    article = ArticleFactory(state=before)

    article.move_to(after, by=editor)

    article.refresh_from_db()
    move = article.moves.get()
    assert article.state == after
    assert (move.from_state, move.to_state, move.moved_by) == (before, after, editor)


@pytest.mark.parametrize("state", State)
def test_a_step_to_where_it_is_already_is_refused(editor, state):
    article = ArticleFactory(state=state)

    with pytest.raises(ForbiddenMove, match=str(state.label)):
        article.move_to(state, by=editor)

    assert not article.moves.exists()


def test_an_article_with_nothing_below_its_title_is_not_published(editor):
    article = ArticleFactory(draft=True, summary="", body="")

    with pytest.raises(ForbiddenMove, match="Write a summary or a text"):
        article.move_to(State.PUBLISHED, by=editor)

    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_the_moment_of_publication_is_set_once(editor):
    article = ArticleFactory(draft=True)
    loaded_before = Article.objects.get(pk=article.pk)
    article.move_to(State.PUBLISHED, by=editor)
    first = article.published_at

    article.move_to(State.DRAFT, by=editor)
    loaded_before.move_to(State.PUBLISHED, by=editor)

    article.refresh_from_db()
    assert first is not None
    assert article.published_at == first


def test_entering_another_state_leaves_the_moment_of_the_last_correction(editor):
    article = ArticleFactory(draft=True)
    before = article.version

    article.move_to(State.PUBLISHED, by=editor)

    article.refresh_from_db()
    assert article.version == before


def test_our_own_article_stands_under_the_day_it_appeared():
    article = ArticleFactory()

    assert article.day == timezone.localdate()


def test_a_report_elsewhere_has_no_day_but_its_own():
    undated, dated = ArticleFactory(external=True), ArticleFactory(external=True, date="2020-05")

    assert (undated.day, undated.shown_date, undated.machine_date) == (None, "", "")
    assert (dated.shown_date, dated.machine_date, dated.year) == ("May 2020", "2020-05", 2020)


def test_a_date_is_shown_as_precisely_as_it_is_known():
    article = ArticleFactory(date=PartialDate(2021))

    assert article.shown_date == "2021"


def test_the_site_of_a_report_is_named_without_www():
    article = ArticleFactory(external_url="https://www.example.org/a/b")

    assert article.site == "example.org"


def test_the_database_refuses_a_state_nobody_knows():
    article = ArticleFactory()

    with pytest.raises(IntegrityError, match="article_state_known"):
        Article.objects.filter(pk=article.pk).update(state="printed")


def test_the_database_refuses_a_published_article_without_a_moment():
    article = ArticleFactory()

    with pytest.raises(IntegrityError, match="published_article_has_moment"):
        Article.objects.filter(pk=article.pk).update(published_at=None)


def test_an_address_is_made_of_the_title_without_its_markup():
    article = ArticleFactory(title="Über Tübingen & mehr")

    assert article.slug == "ueber-tuebingen-mehr"
