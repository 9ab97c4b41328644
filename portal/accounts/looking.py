"""Coordinators look at the portal as another role sees it: as nobody in particular, and without acting.

What is chosen stays in the session. It holds only while the account behind it is a coordinator's, and
ends with the session.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import Role, with_included
from portal.accounts.second_factor import ACCOUNT_PAGES, is_missing

SESSION_KEY = "looking_as"
HARMLESS = ("GET", "HEAD", "OPTIONS")
# These act for the coordinator, whoever is looked as.
ENDS = ("desk:stop-looking", "account_logout")


class Sight(models.TextChoices):
    """As whom one can look at the portal."""

    VISITOR = "visitor", _("Visitor")
    MEMBER = Role.MEMBER.value, Role.MEMBER.label
    EDITOR = Role.EDITOR.value, Role.EDITOR.label
    ORGANISER = Role.ORGANISER.value, Role.ORGANISER.label


class LookingMiddleware:
    """Answers as the role that a coordinator has chosen would be answered, and lets nothing be changed.

    Stands after everything that judges the account itself.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request):
        # A visitor is not looked up: asking who is there would tie the page to the cookie.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.looking_as = SimpleLazyObject(lambda: sight_of(request))
            request.user = SimpleLazyObject(lambda: _who_looks(request))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(request, "looking_as", None):
            return None
        page = request.resolver_match
        if page.view_name in ENDS and request.method == "POST":
            request.user = get_user(request)
            return None
        if request.method not in HARMLESS:
            return render(request, "looking/read_only.html", status=403)
        if page.view_name.startswith(ACCOUNT_PAGES) or "admin" in page.namespaces:
            return render(request, "looking/out_of_reach.html", status=403)
        return None


def sight_of(request):
    """Return as whom this request is to be answered; None where nobody looks as somebody else."""
    chosen = request.session.get(SESSION_KEY)
    user = get_user(request) if chosen in Sight.values else AnonymousUser()
    if user.is_authenticated and user.has_role(Role.COORDINATOR) and not is_missing(user):
        return Sight(chosen)
    return None


def _who_looks(request):
    if not request.looking_as:
        return get_user(request)
    if request.looking_as == Sight.VISITOR:
        return AnonymousUser()
    return onlooker(Role(str(request.looking_as)))


def onlooker(role):
    """Return somebody who has this role and nothing else: no row, no name, nothing of their own."""
    user: Any = User(pk=0, name=str(role.label))
    user.roles = with_included([role])
    user.is_onlooker = True
    user.save = _never
    return user


def _never(*_args, **_kwargs):
    raise TypeError("An onlooker is nobody, and is not stored.")
