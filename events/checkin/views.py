from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.checkin import wording
from events.checkin.arriving import arrival_of
from events.registrations import codes
from portal.accounts.roles import Role


@never_cache
@require_safe
def code(request, code):
    """What a phone's camera opens from somebody's code: for organisers who it is, for others what it is."""
    registration = codes.registration_of(code)
    if registration is None:
        raise Http404
    user = request.user
    if not (user.is_authenticated and user.has_role(Role.ORGANISER)):
        return render(request, "events/checkin/code.html")
    page = {
        "registration": registration,
        "event": registration.event,
        "arrived": arrival_of(registration) if registration.state == "attended" else None,
        "closed": wording.closed(registration.event),
    }
    return render(request, "events/checkin/person.html", page)
