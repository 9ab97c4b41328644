from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from portal.accounts.roles import INCLUDES, Role
from portal.me.due import due


@login_required
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
