"""All that is stored on somebody, as a page, as data, as one file."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from portal.privacy.holdings import HOLDINGS


def sections(subject):
    """Return what is stored, in sections that are readable as they are."""
    return [section for holding in HOLDINGS for section in holding.stored(subject)]


def as_data(subject):
    """Return the same as plain data."""
    return {
        "from": settings.SITE_URL,
        "made_at": timezone.now(),
        "stored": {
            section.key: [{fact.key: fact.value for fact in record} for record in section.records]
            for section in sections(subject)
        },
    }


def json_file(subject):
    """Answer with the data as a file."""
    # Characters as they are written, not as numbers.
    response = JsonResponse(
        as_data(subject), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    return _attached(response, "my-data.json")


def html_file(subject):
    """Answer with one page that needs nothing else to be read."""
    page = {"sections": sections(subject), "made_at": timezone.now(), "site_url": settings.SITE_URL}
    return _attached(HttpResponse(render_to_string("privacy/file.html", page)), "my-data.html")


def _attached(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
