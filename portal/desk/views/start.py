from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role, role_required
from portal.desk import attention, overview


@role_required(Role.EDITOR, Role.ORGANISER)
@require_safe
def start(request):
    organises = request.user.has_role(Role.ORGANISER)
    context = {
        "organises": organises,
        "edits": request.user.has_role(Role.EDITOR),
        "matters": attention.matters_for(request.user),
        "events": list(overview.coming_events()) if organises else [],
    }
    return render(request, "desk/start.html", context)
