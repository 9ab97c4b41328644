"""The programme's colour as a style sheet, readable on every ground in both themes."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portal.common.accents import DARK, LIGHT, companions
from projects.models import Programme

YEAR = 365 * 24 * 3600


@require_safe
def theme(request):
    """Answer the programme's colour as CSS; an address that names the colour may be kept for a year."""
    accent = Programme.objects.values_list("accent", flat=True).first() or Programme().accent
    response = HttpResponse(style_sheet(accent), content_type="text/css; charset=utf-8")
    named = request.GET.get("v") == accent.removeprefix("#")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if named else "no-cache"
    response["ETag"] = f'"{accent}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def style_sheet(accent):
    """Return the CSS that gives both themes this accent."""
    light, dark = companions(accent, LIGHT), companions(accent, DARK)
    lines = (f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{''.join(lines)}}}\n"
