from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do in the portal; each role is a Django group of the same name."""

    COORDINATOR = "coordinator", _("Coordinator")
    ORGANISER = "organiser", _("Organiser")
    EDITOR = "editor", _("Editor")
    MEMBER = "member", _("Member")


INCLUDES = {
    Role.COORDINATOR: {Role.ORGANISER, Role.EDITOR, Role.MEMBER},
    Role.ORGANISER: {Role.MEMBER},
    Role.EDITOR: {Role.MEMBER},
}


def with_included(names):
    """Return the roles of these names together with those they include."""
    roles = {Role(name) for name in names if name in Role.values}
    return roles.union(*(INCLUDES.get(role, set()) for role in roles))


def role_required(*roles):
    """Show a view to people with one of `roles`; visitors may sign in, for others it is 404."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def to_sign_in(request):
    """Send a visitor to the sign-in page and, once signed in, back to this one."""
    return redirect(
        f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    )
