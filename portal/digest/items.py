"""What is new on the topics people subscribe to, gathered from the apps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import Greatest
from django.utils.text import Truncator

from events import mail, when
from events.announcements.models import Announcement, State
from events.announcing import own_topics_of
from events.changes import Change, changes
from events.models import Event, EventBefore, Talk
from news.announcing import topics_of
from news.models import Article
from portal.common.text import plain
from projects.models import Membership, Project

WORDS = 40  # of what an article is about


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to tell. What depends on the reader's language is asked for while it is told."""

    moment: datetime  # when it became news
    topics: tuple[str, ...]  # under which it is told, the narrowest first
    title: str
    href: Callable[[], str]
    detail: Callable[[], str]
    is_for_members: bool = False
    # What letters that tell of it are about, "event:5", or their keys.
    letters: tuple[str, ...] = ()
    # What changed or was called off is told to those alone who could have heard of it before.
    known_since: datetime | None = None
    is_cancelled: bool = False
    changes: Callable[[], list[Change]] | None = None
    # Of several items about one thing, "event:5", a reader is told the first.
    thing: str = ""

    def is_new_after(self, told_until):
        """Tell whether it is news to whoever was told everything until that moment."""
        knew = self.known_since is None or self.known_since <= told_until
        return self.moment > told_until and knew


def gather(since, until, topics):
    """Return what became news after one moment and until another, in the order in which it is told.

    The number of queries is fixed, however much there is. Of talks only those of wanted topics are
    looked for: a programme may bring hundreds at a time.
    """
    return [
        *_articles(since, until),
        *_events(since, until),
        *_changed(since, until),
        *_called_off(since, until),
        *_talks(since, until, topics),
    ]


def _articles(since, until):
    with_topics = Prefetch("projects", Project.objects.only("pk").order_by("pk"))
    articles = Article.objects.published().for_lists().prefetch_related(with_topics)
    for article in articles.filter(published_at__gt=since, published_at__lte=until):
        yield Item(
            letters=(f"article:{article.pk}",),
            moment=article.published_at,
            topics=tuple(topics_of(article)),
            title=plain(article.title),
            href=article.get_absolute_url,
            detail=partial(_beginning, article),
        )


def _events(since, until):
    sent = Announcement.objects.filter(state=State.SENT).only("event")
    events = _still_to_come(Event.State.PUBLISHED).prefetch_related(Prefetch("announcements", sent))
    for event in events.filter(published_at__gt=since, published_at__lte=until):
        letters = (f"event:{event.pk}", *(one.about for one in event.announcements.all()))
        yield _event(event, moment=event.published_at, letters=letters)


def _changed(since, until):
    """Events of which title, time or place changed: as they were at any moment, and as they are now.

    Who was told everything until some moment knows the event as it stood before the next change.
    """
    befores = EventBefore.objects.filter(
        event__in=_still_to_come(Event.State.PUBLISHED).order_by(),
        changed_at__gt=since,
        changed_at__lte=until,
    )
    in_order = befores.order_by("event__day", "event__starts_at", "event", "changed_at", "pk")
    with_event = in_order.select_related("event__series").defer("event__summary")
    for event, changes_of_event in groupby(with_event, key=attrgetter("event")):
        yield from _changes(event, list(changes_of_event))


def _changes(event, befores):
    letter = mail.key_of_change(event, befores[-1].changed_at)
    known_since = event.published_at
    for one in befores:
        before = one.as_event()
        if changes(before, event):
            yield _event(
                event,
                moment=one.changed_at,
                known_since=known_since,
                changes=partial(changes, before, event),
                detail=partial(_what_stays, before, event),
                letters=(letter,),
            )
        known_since = one.changed_at


def _called_off(since, until):
    events = _still_to_come(Event.State.CANCELLED)
    for event in events.filter(called_off_at__gt=since, called_off_at__lte=until):
        yield _event(
            event, moment=event.called_off_at, known_since=event.published_at, is_cancelled=True
        )


def _still_to_come(state):
    return Event.objects.upcoming().filter(state=state).select_related("series").defer("summary")


def _event(event, **facts):
    return Item(
        thing=f"event:{event.pk}",
        topics=tuple(own_topics_of(event)),
        title=plain(event.title),
        href=event.get_absolute_url,
        is_for_members=event.visibility == Event.Visibility.MEMBERS,
        **{"detail": partial(_time_and_place, event)} | facts,
    )


def _talks(since, until, topics):
    """Talks that people of the wanted projects give."""
    wanted = [int(key.partition(":")[2]) for key in topics if key.startswith("project:")]
    parts = Membership.objects.current().filter(project__in=wanted)
    speaking = parts.filter(person__speaking__talk=OuterRef("pk")).order_by("project")
    talks = (
        Talk.objects.still_to_come()
        .filter(is_cancelled=False, pk__in=parts.values("person__speaking__talk"))
        .annotate(
            news_since=Greatest("created_at", "event__published_at"),
            project_ids=ArraySubquery(speaking.values("project").distinct()),
        )
        .filter(news_since__gt=since, news_since__lte=until)
        .select_related("event")
        .defer("abstract", "abstract_html", "event__summary", "event__summary_html")
    )
    for talk in talks:
        yield Item(
            moment=talk.news_since,
            topics=tuple(f"project:{pk}" for pk in talk.project_ids),
            title=plain(talk.title),
            href=talk.get_absolute_url,
            detail=partial(_event_and_time, talk),
            is_for_members=talk.event.visibility == Event.Visibility.MEMBERS,
        )


def _beginning(article):
    return Truncator(plain(article.summary)).words(WORDS)


def _time_and_place(event):
    return _line(when.full(event), event.place)


def _what_stays(before, event):
    """The time and place that a change left as they were."""
    time, place = when.full(event), (event.place, event.mode)
    return _line(
        time if time == when.full(before) else "",
        event.place if place == (before.place, before.mode) else "",
    )


def _event_and_time(talk):
    return _line(plain(talk.event.title), when.of_talk(talk))


def _line(*parts):
    return " · ".join(part for part in parts if part)
