import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown


def render(source: str) -> SafeString:
    """Return the Markdown text as safe HTML."""
    return mark_safe(nh3.clean(Markdown(extensions=["tables", "fenced_code"]).convert(source)))  # noqa: S308


def render_inline(source: str) -> SafeString:
    """Return a title as safe HTML of one line."""
    return mark_safe(nh3.clean(source))  # noqa: S308
