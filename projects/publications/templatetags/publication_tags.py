"""What other pages show of publications."""

from django import template

register = template.Library()


@register.inclusion_tag("projects/publications/related.html")
def related_publications(publications):
    """List these publications under a heading of their own; nothing where there are none."""
    return {"publications": publications.latest_first().with_authors()}
