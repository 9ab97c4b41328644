import pytest
from django.urls import reverse

from news import announcing
from portal.mail.models import Delivery, Message
from portal.mail.tasks import deliver_due
from tests.factories.mail import SubscriptionFactory
from tests.factories.news import ArticleFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def test_everybody_subscribed_to_news_is_told_and_nobody_else(editor, mailoutbox):
    reader = SubscriptionFactory(topic="news")
    SubscriptionFactory(topic="events")
    SubscriptionFactory(topic="news", unconfirmed=True)
    SubscriptionFactory(topic="news", ended=True)

    told = announcing.tell_subscribers(ArticleFactory(), by=editor)
    deliver_due()

    assert told == 1
    assert [mail.to for mail in mailoutbox] == [[reader.email]]


def test_who_subscribed_to_a_project_of_the_article_is_told_too_and_nobody_twice(
    editor, mailoutbox
):
    project, other = ProjectFactory.create_batch(2)
    both = SubscriptionFactory(topic=project.topic)
    SubscriptionFactory(topic="news", email=both.email)
    of_project = SubscriptionFactory(topic=project.topic)
    of_news = SubscriptionFactory(topic="news")
    SubscriptionFactory(topic=other.topic)
    SubscriptionFactory(topic=project.topic, weekly=True)
    article = ArticleFactory(projects=[project])

    told = announcing.tell_subscribers(article, by=editor)
    deliver_due()

    assert told == announcing.announcement(article).told == 3
    lists = {mail.to[0]: mail.extra_headers["List-Id"] for mail in mailoutbox}
    assert lists == {
        both.email: f"<project.{project.pk}.localhost>",
        of_project.email: f"<project.{project.pk}.localhost>",
        of_news.email: "<news.localhost>",
    }
    assert len(mailoutbox) == 3


def test_telling_again_after_a_project_was_added_tells_only_who_was_not_told(editor, mailoutbox):
    article, project = ArticleFactory(), ProjectFactory()
    told = SubscriptionFactory(topic="news")
    SubscriptionFactory(topic=project.topic, email=told.email)
    new = SubscriptionFactory(topic=project.topic)
    announcing.tell_subscribers(article, by=editor)

    article.projects.add(project)
    announcing.tell_subscribers(article, by=editor)
    deliver_due()

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([told.email, new.email])


def test_the_mail_has_title_summary_and_the_way_to_the_article(editor, mailoutbox):
    SubscriptionFactory(topic="news")
    article = ArticleFactory(title="A sample & more", summary="What it says.")

    announcing.tell_subscribers(article, by=editor)
    deliver_due()

    (mail,) = mailoutbox
    assert mail.subject == "A sample & more"
    assert "What it says." in mail.body
    assert f"http://localhost:8000{article.get_absolute_url()}" in mail.body


def test_without_a_summary_the_mail_has_the_beginning_of_the_text(editor, mailoutbox):
    SubscriptionFactory(topic="news")

    announcing.tell_subscribers(ArticleFactory(summary="", body="word " * 60), by=editor)
    deliver_due()

    (mail,) = mailoutbox
    assert mail.body.count("word") == 50


def test_telling_twice_tells_each_reader_once(editor, mailoutbox):
    SubscriptionFactory(topic="news")
    article = ArticleFactory()

    announcing.tell_subscribers(article, by=editor)
    announcing.tell_subscribers(article, by=editor)
    deliver_due()

    assert len(mailoutbox) == 1
    assert Message.objects.count() == 1


def test_the_button_tells_how_many_it_would_reach_and_then_whom_it_did(at_desk):
    SubscriptionFactory.create_batch(2, topic="news")
    article = ArticleFactory()
    url = reverse("news-desk:edit", args=[article.pk])
    before = at_desk.get(url).content.decode()

    at_desk.post(reverse("news-desk:tell", args=[article.pk]))

    after = at_desk.get(url).content.decode()
    assert "Tell 2 readers by mail" in before
    assert "2 readers are told by mail" in after
    assert "Sent to 2 readers" in after
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_nobody_is_told_of_what_readers_cannot_see(at_desk, state):
    SubscriptionFactory(topic="news")
    article = ArticleFactory(state=state)

    response = at_desk.post(reverse("news-desk:tell", args=[article.pk]))

    assert response.status_code == 404
    assert not Message.objects.exists()
