from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Answer 400 with a page that says what to do next."""
    return _page(request, 400)


def forbidden(request, exception):
    """Answer 403, which a reader mostly meets when a form has grown too old."""
    return _page(request, 403)


def not_found(request, exception):
    """Answer 404 with ways on: search, projects, events."""
    return _page(request, 404)


def server_error(request):
    """Answer 500 without touching the database, which may be what failed."""
    return HttpResponseServerError(render_to_string("500.html"))


def _page(request, status) -> HttpResponse:
    return render(request, f"{status}.html", status=status)
