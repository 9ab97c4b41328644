"""What other pages show of the draft and the versions of a programme."""

from django import template

from events import when
from events.timetable.models import Plan, Release

register = template.Library()


@register.inclusion_tag("events/timetable/versions.html")
def programme_versions(event):
    """Lead to what changed in a programme of which a version was released."""
    released = Release.objects.filter(event=event).only("version", "released_at")
    return {"event": event, "last": released.first()}


@register.inclusion_tag("events/timetable/desk/slot.html")
def planned_slot(talk):
    """Where an accepted talk is given, for organisers, with the way to change it."""
    plan = Plan.objects.filter(event=talk.event_id).first()
    return {
        "talk": talk,
        "time": when.from_to(talk.starts_at, talk.ends_at, talk.event.zone)
        if talk.starts_at
        else "",
        "is_changed": bool(plan and str(talk.pk) in plan.entries.get("places", {})),
    }
