from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import calendar_links, joining, when
from events.models import Event, Talk
from events.models.joining import JoinRule
from events.rows import Written
from projects.models import Project

register = template.Library()

register.filter("when", when.full)
register.filter("when_briefly", when.brief)
register.filter("when_day", when.day)
register.filter("moment_in", when.moment)
register.filter("talk_when", when.of_talk)
register.filter("google_calendar", calendar_links.google)
register.filter("outlook_calendar", calendar_links.outlook)


@register.simple_tag
def written(timetable):
    """The rows of a timetable, ready to be written."""
    return Written(timetable)


@register.inclusion_tag("events/projects_of_talk.html")
def projects_of_talk(talk):
    """Name the projects in which who gives the talk has a part now, the first few of very many."""
    people = talk.speakers.exclude(person=None).order_by().values("person")
    few = 10
    return {"projects": Project.objects.with_any_of(people).only("slug", "title_html")[:few]}


@register.inclusion_tag("events/follow_calendar.html")
def follow_calendar(path):
    """Offer to follow the calendar at this address, in the programs that are common."""
    return {
        "own": calendar_links.subscription(path),
        "google": calendar_links.google_subscription(path),
        "outlook": calendar_links.outlook_subscription(path),
    }


@register.filter
def absolute(path):
    """The whole address of a page of this portal, for taking along."""
    return settings.SITE_URL + path


@register.simple_tag(takes_context=True)
def reader(context):
    """The reader of the page, a visitor where the page does not know."""
    return context.get("user") or AnonymousUser()


@register.simple_tag(takes_context=True)
def open_address(context, host):
    """The address of an event's or a series' page; "" where this reader would not find it."""
    is_open = not isinstance(host, Event) or host.is_visible_to(reader(context))
    return host.get_absolute_url() if is_open else ""


@register.simple_tag
def how_to_join(event, user=None, has_place=None):
    """How this reader takes part online: `link`, or `later` from when it is shown, or `for_members`."""
    user = user or AnonymousUser()
    if has_place is None:
        has_place = bool(event.effective_join_link) and joining.speaks_at(event, user)
    is_shown = event.has_join_link_for(user, has_place=has_place)
    is_for_members = event.effective_join_rule == JoinRule.MEMBERS
    return {
        "link": event.join_link_for(user, has_place=has_place),
        "later": event.join_link_from if is_shown else None,
        "for_members": bool(
            event.takes_place and event.effective_join_link and is_for_members and not is_shown
        ),
        "is_secret": event.effective_join_rule != JoinRule.EVERYBODY,
    }


@register.filter
def precision(event):
    """Tell how precisely the beginning of an event is known: "day", "month", "year" or ""."""
    if event.is_known_to_the_day:
        return "day"
    if event.start is None:
        return ""
    return "month" if event.start.month else "year"


@register.filter
def is_this_year(event):
    return event.day is None or event.day.year == localdate().year


@register.simple_tag
def event_state(event):
    """The one thing to know before going to the event's page, as `label` and `tone`."""
    label, tone = _state(event)
    return {"label": label, "tone": tone}


def _state(event):
    if event.is_cancelled:
        return _("Cancelled"), "bad"
    if event.is_draft:
        return _("Draft"), ""
    if event.is_over:
        return "", ""
    if getattr(event, "call_is_open", False):
        return _("Call open"), "accent"
    return _registration_state(event)


def _registration_state(event):
    phase = event.registration_phase
    if phase == event.RegistrationPhase.OPEN and event.capacity is not None:
        return _places_left(event.places_left), "good"
    tones = {
        event.RegistrationPhase.OPEN: "good",
        event.RegistrationPhase.WAITING_LIST: "wait",
    }
    label = "" if phase == event.RegistrationPhase.NONE else phase.label
    return label, tones.get(phase, "")


def _places_left(number):
    return ngettext("%(number)d place left", "%(number)d places left", number) % {"number": number}


@register.filter
def speakers_briefly(event):
    """The speakers of an event with few talks, in one line; nothing for a whole programme."""
    talks = [talk for talk in event.talks.all() if not talk.is_cancelled]
    few = 2
    return " · ".join(talk.speaker_line for talk in talks) if len(talks) <= few else ""


@register.inclusion_tag("events/next_events.html", takes_context=True)
def next_events(context, number):
    """Show the events that come next, for the home page."""
    events = Event.objects.visible_to(reader(context)).announced().upcoming().for_agenda()
    return {"events": events[:number]}


@register.inclusion_tag("events/talks_of.html", takes_context=True)
def project_talks(context, project):
    """Show the talks that members of a project give or gave."""
    return _talks(context, speakers__person__memberships__project=project)


@register.inclusion_tag("events/talks_of.html", takes_context=True)
def person_talks(context, person):
    """Show the talks that a person gives or gave."""
    return _talks(context, speakers__person=person)


@register.inclusion_tag("events/my_talks.html")
def my_talks(user):
    """Show the talks that somebody gives or gave, the latest first."""
    talks = Talk.objects.given_by(user).select_related("event__series", "session")
    return {"talks": talks.with_speakers().latest_first()}


def _talks(context, **of_whom):
    talks = Talk.objects.filter(event__in=Event.objects.visible_to(reader(context)).announced())
    chosen = Talk.objects.filter(pk__in=talks.filter(**of_whom, is_cancelled=False))
    return {"talks": chosen.select_related("event__series").with_speakers().latest_first()}


@register.filter
def state_tone(event):
    """The tone of the badge of an event's state."""
    return {Event.State.PUBLISHED: "good", Event.State.CANCELLED: "bad"}.get(event.state, "")
