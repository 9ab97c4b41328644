from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST, require_safe

from events import ics
from portal.accounts.models import User
from portal.accounts.roles import INCLUDES, Role
from portal.me.calendar import events_of, joining_of, talks_of
from portal.me.due import due


@login_required
@require_safe
def me(request):
    context = {
        "roles": [role.label for role in _own_roles(request.user)],
        "works_at_desk": request.user.has_role(Role.EDITOR, Role.ORGANISER),
        "due": due(request.user),
    }
    return render(request, "me/me.html", context)


def _own_roles(user):
    """The roles that say it all: a coordinator need not be told to be a member, too."""
    implied = set().union(*(INCLUDES.get(role, set()) for role in user.roles))
    return [role for role in Role if role in user.roles - implied]


@login_required
@require_POST
def calendar_address(request):
    """Make the address of one's calendar, or a new one in place of one that others know by now."""
    renewed = request.user.calendar_token is not None
    request.user.renew_calendar_token()
    messages.success(
        request,
        _("Your calendar has a new address; the old one no longer works.")
        if renewed
        else _("Your calendar has an address now."),
    )
    return redirect("me")


@require_safe
@conditional_page
@cache_control(private=True)
def calendar(request, token):
    """Answer the calendar of whoever the secret address belongs to, join links included."""
    user = get_object_or_404(User, calendar_token=token, is_active=True)
    name = _("My programme")
    body = ics.calendar(events_of(user), talks_of(user), name=name, joining=joining_of(user))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-programme.ics"'
    return response
