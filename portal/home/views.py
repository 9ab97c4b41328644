from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from events.models import Event
from portal.accounts.roles import INCLUDES, Role
from portal.home import overview
from portal.home.due import due
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


@login_required
def me(request):
    context = {
        "roles": [role.label for role in _own_roles(request.user)],
        "works_at_desk": request.user.has_role(Role.EDITOR, Role.ORGANISER),
        "due": due(request.user),
    }
    return render(request, "home/me.html", context)


def _own_roles(user):
    """The roles that say it all: a coordinator need not be told to be a member, too."""
    implied = set().union(*(INCLUDES.get(role, set()) for role in user.roles))
    return [role for role in Role if role in user.roles - implied]
