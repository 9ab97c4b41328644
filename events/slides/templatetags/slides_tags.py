"""What other pages show of slides and recordings."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from events.slides.finding import in_hand_of
from events.slides.models import Slides
from portal.accounts.roles import Role

register = template.Library()

LINK = '<a href="{}"{}>{}<span class="visually-hidden"> {}</span></a>'


@register.inclusion_tag("events/slides/panel.html", takes_context=True)
def slides_panel(context, talk):
    """Show on a talk's page what there is of it, and the way to add some for whoever may."""
    user = context.get("user")
    may = user and user.is_authenticated and user.has_role(Role.MEMBER)
    return {
        "talk": talk,
        "slides": Slides.objects.shown().filter(talk=talk).first(),
        "may_change": bool(may) and in_hand_of(user).filter(pk=talk.pk).exists(),
    }


@register.simple_tag
def find_slides(event):
    """Have every talk of an event know the links to what is given out of it, as `slides_links`."""
    found = {one.talk_id: one for one in Slides.objects.shown().filter(talk__event=event)}
    # One address serves for all: there may be hundreds.
    before, after = reverse("slides:download", args=[0]).rsplit("0", 1)
    for talk in event.talks.all():
        slides = found.get(talk.pk)
        talk.slides_links = _links(talk, slides, f"{before}{talk.pk}{after}") if slides else ""
    return ""


def _links(talk, slides, address):
    links = []
    if slides.is_given_out:
        links.append(format_html(LINK, address, "", _("Slides"), talk.title))
    if slides.recording:
        rel = mark_safe(' rel="noopener"')
        links.append(format_html(LINK, slides.recording, rel, _("Recording"), talk.title))
    return format_html_join(" · ", "{}", ((link,) for link in links))
