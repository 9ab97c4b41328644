from django import template
from django.utils.safestring import SafeString

from portal.common import figures

register = template.Library()

# Width, height and number of levels; each is cut, never stretched, to the box it stands in.
FORMATS = {"card": (320, 130, 9), "strip": (1200, 240, 11), "hero": (1200, 600, 16)}


@register.simple_tag
def figure(slug: str, form: str = "card") -> SafeString:
    """Return the figure of a slug: {% figure project.slug %} for a card, or "strip", or "hero"."""
    return figures.figure(str(slug), *FORMATS[form])
