"""What the public programme of an event is made of, for keeping its page; see portal/common/kept."""

from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from events.models import Event, Session, Speaker, Talk
from portal.common import kept
from projects.models import Programme


def _found(slug, now):
    # By name: slides and versions know events, not the other way round.
    slides, versions, releases = (
        apps.get_model(name)._default_manager
        for name in ("slides.Slides", "slides.Version", "timetable.Release")
    )
    return [
        Event.objects.visible_to(AnonymousUser()).filter(slug=slug),
        Session.objects.filter(event__slug=slug),
        Talk.objects.filter(event__slug=slug).only(*Talk.IN_TIMETABLE),
        Speaker.objects.filter(talk__event__slug=slug).only(
            *("talk", "name", "affiliation", "position")
        ),
        slides.filter(talk__event__slug=slug).with_due(now),
        versions.filter(slides__talk__event__slug=slug, ended_at=None).only("slides"),
        releases.filter(event__slug=slug).only("version", "released_at"),
        Programme.objects.all(),  # the frame of every page
    ]


PROGRAMME = kept.Rows(_found)
