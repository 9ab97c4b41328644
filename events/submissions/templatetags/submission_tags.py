"""What other pages show of calls and submissions."""

from django import template

from events.submissions import wording
from events.submissions.models import Call, Submission
from portal.accounts.roles import Role

register = template.Library()

register.filter("moment", wording.moment)
register.filter("slot_in_words", wording.slot)
register.filter("too_many", wording.too_many)


@register.inclusion_tag("events/submissions/call_panel.html", takes_context=True)
def call_panel(context, event):
    """The call for talks on the page of its event, while it is open or still to come."""
    return {"call": getattr(event, "call", None), "user": context.get("user")}


@register.inclusion_tag("events/submissions/call_panel.html", takes_context=True)
def series_call_panel(context, series):
    """The call for talks on the page of its series, while it is open or still to come."""
    return {"call": getattr(series, "call", None), "user": context.get("user")}


@register.inclusion_tag("events/submissions/mail/call.txt", takes_context=True)
def call_in_letter(context, event):
    """The call for talks in a letter about its event, while it is open."""
    call = Call.objects.filter(event=event).select_related("event").first()
    is_open = bool(call and call.is_open)
    return {"call": call if is_open else None, "site_url": context.get("site_url")}


@register.inclusion_tag("events/submissions/my_submissions.html")
def my_submissions(user):
    """What this member has drafted or submitted, and the calls that are open to submit to."""
    if not user.has_role(Role.MEMBER):
        return {}
    return {
        "submissions": Submission.objects.of(user).for_page(),
        "calls": Call.objects.visible_to(user).open(),
    }


@register.simple_tag
def submissions_waiting():
    """How many submissions wait for a decision."""
    return Submission.objects.awaiting_decision().count()


@register.filter
def tone(state):
    """The tone of a state's badge."""
    tones = {"submitted": "accent", "accepted": "good", "confirmed": "good", "rejected": "bad"}
    return tones.get(state, "wait" if state == "waitlisted" else "")
