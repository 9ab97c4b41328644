from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Event
from events.timetable.changes import told
from events.timetable.models import Release


@require_safe
def changes(request, slug):
    """Show the versions of a programme, the newest first, and what was new in each."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    releases = list(Release.objects.filter(event=event).defer("programme"))
    if not releases:
        raise Http404
    # Of the first version everything is new: the programme itself shows it.
    versions = [
        (one, [] if one.version == 1 else [told(change, event.zone) for change in one.changes])
        for one in releases
    ]
    return render(request, "events/timetable/changes.html", {"event": event, "versions": versions})
