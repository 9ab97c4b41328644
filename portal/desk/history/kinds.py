"""What the record of changes is about: who may read it, and where the desk shows the thing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.urls import reverse

from events.models import Event, JointAuthor, Series, Session, Speaker, Talk
from events.submissions.models import Call, LateCode, TalkType, Track
from news.models import Article
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consents.models import ConsentText
from portal.preferences.models import Preferences
from projects.invitations.models import Invitation
from projects.models import (
    Affiliation,
    Area,
    Institution,
    Membership,
    Person,
    Perspective,
    Phase,
    Programme,
    Project,
)

Row = Any  # of any of the models below


@dataclass(frozen=True)
class Kind:
    """A kind of thing whose changes are written down."""

    model: type[Model]
    role: Role
    address: Callable[[Row], str]
    related: tuple[str, ...] = ()  # what `address` needs at hand
    parts: tuple[tuple[type[Model], str], ...] = ()  # models, and how their rows name the whole

    @property
    def slug(self):
        return self.model._meta.model_name or ""

    @property
    def label(self):
        return self.model._meta.verbose_name

    def rows(self, pks):
        """Return the rows with these keys that there still are, by key."""
        return self.model._default_manager.select_related(*self.related).in_bulk(pks)

    def entries_of(self, pk):
        """Return what tells the entries about this row and its parts from all others."""
        wanted = Q(content_type=ContentType.objects.get_for_model(self.model), object_id=pk)
        for model, path in self.parts:
            rows = model._default_manager.filter(**{path: pk}).values("pk")
            part = ContentType.objects.get_for_model(model)
            wanted |= Q(content_type=part, object_id__in=rows)
        return wanted


def _nowhere(_row):
    return ""


def _settings(_row):
    return reverse("desk:settings")


def _public_page(row):
    return row.get_absolute_url()


def _talk(talk):
    return reverse("events-desk:talk", args=[talk.event.slug, talk.pk])


def _call(choice):
    return choice.call.desk_url


KINDS = (
    Kind(
        Event,
        Role.ORGANISER,
        lambda event: reverse("events-desk:edit", args=[event.slug]),
        parts=(
            (Session, "event"),
            (Talk, "event"),
            (Speaker, "talk__event"),
            (JointAuthor, "talk__event"),
            (Call, "event"),
        ),
    ),
    Kind(
        Session,
        Role.ORGANISER,
        lambda session: reverse("timetable-desk:session", args=[session.event.slug, session.pk]),
        ("event",),
    ),
    Kind(Talk, Role.ORGANISER, _talk, ("event",), ((Speaker, "talk"), (JointAuthor, "talk"))),
    Kind(Speaker, Role.ORGANISER, lambda speaker: _talk(speaker.talk), ("talk__event",)),
    Kind(JointAuthor, Role.ORGANISER, lambda author: _talk(author.talk), ("talk__event",)),
    Kind(
        Series,
        Role.ORGANISER,
        lambda series: reverse("events-desk:edit-series", args=[series.slug]),
    ),
    Kind(
        Call,
        Role.ORGANISER,
        lambda call: call.desk_url,
        ("event", "series"),
        ((TalkType, "call"), (Track, "call"), (LateCode, "call")),
    ),
    Kind(TalkType, Role.ORGANISER, _call, ("call__event", "call__series")),
    Kind(Track, Role.ORGANISER, _call, ("call__event", "call__series")),
    Kind(
        LateCode,
        Role.ORGANISER,
        lambda code: reverse("submissions-desk:codes", args=[code.call_id]),
    ),
    Kind(Article, Role.EDITOR, lambda article: reverse("news-desk:edit", args=[article.pk])),
    Kind(
        Project,
        Role.COORDINATOR,
        _public_page,
        parts=((Membership, "project"),),
    ),
    Kind(
        Person,
        Role.COORDINATOR,
        lambda person: reverse("people-desk:person", args=[person.pk]),
        parts=((Affiliation, "person"), (Membership, "person")),
    ),
    Kind(Membership, Role.COORDINATOR, lambda row: row.project.get_absolute_url(), ("project",)),
    Kind(Affiliation, Role.COORDINATOR, lambda row: row.person.get_absolute_url(), ("person",)),
    Kind(Institution, Role.COORDINATOR, _public_page),
    Kind(
        Invitation,
        Role.COORDINATOR,
        lambda _invitation: reverse("invitations-desk:invitations"),
        ("person",),
    ),
    Kind(
        ConsentText,
        Role.COORDINATOR,
        lambda text: reverse("consents-desk:text", args=[text.pk]),
    ),
    Kind(Programme, Role.COORDINATOR, _settings),
    Kind(Phase, Role.COORDINATOR, _nowhere),
    Kind(Perspective, Role.COORDINATOR, _nowhere),
    Kind(Area, Role.COORDINATOR, _nowhere),
    Kind(Preferences, Role.COORDINATOR, _settings),
    Kind(User, Role.COORDINATOR, lambda user: reverse("people-desk:account", args=[user.pk])),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
