"""Forms of visitors, guarded against other sites without a cookie."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.middleware import csrf
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class CsrfViewMiddleware(csrf.CsrfViewMiddleware):
    """Django's own guard, which believes the browser instead of a cookie where nobody is signed in.

    A browser says where a form comes from, in headers that no page can forge, and a visitor has no
    session that could be abused. What remains is to be signed in by somebody else's form, and such
    a form comes from elsewhere. Whoever is signed in needs the token as ever.
    """

    def _check_token(self, request):
        # By now Django has refused an Origin that is neither ours nor one of CSRF_TRUSTED_ORIGINS.
        if not (comes_from_own_page(request) and is_visitor(request)):
            super()._check_token(request)  # type: ignore[misc]  # Django's types know no private methods

    def _set_csrf_cookie(self, request, response):
        if request.method in SAFE and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            patch_vary_headers(response, ("Cookie",))
        else:
            super()._set_csrf_cookie(request, response)  # type: ignore[misc]  # as above


def comes_from_own_page(request):
    """Tell whether the browser itself says that a page of this portal sent the request.

    Sec-Fetch-Site is exact; a browser that keeps it back, as all do over plain HTTP, still sends Origin.
    """
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else "Origin" in request.headers


def is_visitor(request):
    """Tell whether nobody is signed in; asked before request.user is there."""
    return SESSION_KEY not in request.session


def refused(request, reason=""):
    """Say that a form was refused; a browser that says nothing of its origin gets the cookie instead."""
    silent = not {"Sec-Fetch-Site", "Origin"} & set(request.headers) and is_visitor(request)
    if silent:
        csrf.get_token(request)
    return render(request, "403_csrf.html", {"browser_is_silent": silent}, status=403)
