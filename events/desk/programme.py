from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.programme import SessionForm, SpeakerFormSet, TalkForm
from events.models import Event, Session, Talk
from events.programme import timetable
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def programme(request, slug):
    event = get_object_or_404(Event.objects.with_programme(), slug=slug)
    page = {"event": event, "timetable": timetable(event)}
    return render(request, "events/desk/programme.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request, slug, pk=None):
    event = get_object_or_404(Event, slug=slug)
    session = get_object_or_404(event.sessions, pk=pk) if pk else Session(event=event)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, instance=session, event=event, initial=_begin(event, session))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("events-desk:programme", slug=slug)
    return render(request, "events/desk/session.html", {"event": event, "form": form})


def _begin(event, session):
    """A new session is proposed where the last one ends."""
    if session.pk:
        return {}
    last = event.sessions.order_by("-ends_at").first()
    return {"starts_at": last.ends_at if last else event.starts_at}


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def talk(request, slug, pk=None):
    event = get_object_or_404(Event, slug=slug)
    talk = get_object_or_404(event.talks, pk=pk) if pk else Talk(event=event)
    data = request.POST if request.method == "POST" else None
    form = TalkForm(data, instance=talk, event=event)
    speakers = SpeakerFormSet(data, instance=talk, prefix="speakers")
    # Both are asked, so that all mistakes show at once.
    if form.is_bound and all([form.is_valid(), speakers.is_valid()]):
        form.save()
        speakers.save()
        messages.success(request, _("Saved."))
        return redirect("events-desk:programme", slug=slug)
    page = {"event": event, "form": form, "speakers": speakers}
    return render(request, "events/desk/talk.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_session(request, slug, pk):
    return _delete(request, get_object_or_404(Session, event__slug=slug, pk=pk))


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_talk(request, slug, pk):
    return _delete(request, get_object_or_404(Talk, event__slug=slug, pk=pk))


def _delete(request, part):
    """Ask on GET, take the session or talk away on POST."""
    if request.method != "POST":
        page = {"event": part.event, "part": part}
        return render(request, "events/desk/delete_part.html", page)
    part.delete()
    messages.success(request, _("Deleted."))
    return redirect("events-desk:programme", slug=part.event.slug)
