"""Small tags and filters the page frame and the components need."""

from django import template
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.safestring import mark_safe

register = template.Library()

HERE = mark_safe(' aria-current="page"')
WITHIN = mark_safe(' aria-current="true"')


@register.simple_tag(takes_context=True)
def current(context, *sections):
    """Mark a navigation link: `page` on the section's first page, `true` on the pages below it."""
    request = context.get("request")
    steps = _steps(request.path) if request else []
    for section in sections:
        below = section.strip("/").split("/")
        if steps == below:
            return HERE
        if steps[: len(below)] == below:
            return WITHIN
    return ""


@register.simple_tag(takes_context=True)
def current_page(context, section):
    """Mark a navigation link only on the very page it leads to, not on the pages below."""
    return HERE if current(context, section) == HERE else ""


@register.inclusion_tag("components/beside.html", takes_context=True)
def beside(context, label, to, *args):
    """Show the way to a page beside this one: its label, then its address or that one's name and arguments."""
    href = resolve_url(to, *args)
    return {"label": label, "href": href, "mark": current(context, "/".join(_steps(href)))}


def _steps(path):
    steps = path.strip("/").split("/")
    return steps[1:] if steps[0] in dict(settings.LANGUAGES) else steps


@register.simple_tag(takes_context=True)
def with_query(context, **changes):
    """Return this page's query string with `changes` made; None takes a parameter away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page):
    """Return the page numbers worth a link, with gaps, around this page."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
