"""What other pages show of slides and recordings."""

from django import template
from django.template.loader import render_to_string

from events.slides.finding import in_hand_of
from events.slides.models import Slides
from portal.accounts.roles import Role

register = template.Library()


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
    """Have every talk of an event know what is given out of it, in a fixed number of queries."""
    found = {one.talk_id: one for one in Slides.objects.shown().filter(talk__event=event)}
    for talk in event.talks.all():
        talk.shown_slides = found.get(talk.pk)
    return ""


@register.filter
def slides_links(talk):
    """The links to what is given out of a talk, where `find_slides` found any; empty elsewhere."""
    slides = getattr(talk, "shown_slides", None)
    if slides is None or not (slides.is_given_out or slides.recording):
        return ""
    return render_to_string("events/slides/links.html", {"talk": talk, "slides": slides})
