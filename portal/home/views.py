from django.shortcuts import render
from django.utils import timezone

from events.models import Event
from portal.home import overview
from projects.counting import perspectives

EVENTS = 5


def home(request):
    events = Event.objects.visible_to(request.user).announced().upcoming().for_agenda()
    coming = list(events[:EVENTS])
    context = {
        "perspectives": perspectives(),
        "events": coming,
        "next_event": next((event for event in coming if event.takes_place), None),
        "projects": overview.projects_of(timezone.localdate()),
    }
    if programme := overview.counted_programme():
        context["programme"] = programme
    return render(request, "home/home.html", context)
