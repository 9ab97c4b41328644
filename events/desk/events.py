import datetime
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import consequences, organising
from events.changes import changes
from events.desk import confirming
from events.forms.event import EventForm
from events.forms.filters import DeskFilterForm
from events.models import Event, Series
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

PER_PAGE = 30


@role_required(Role.ORGANISER)
@require_safe
def event_list(request):
    form = DeskFilterForm(request.GET)
    waiting = Count("registrations", filter=Q(registrations__state="waiting"))
    events = Event.objects.select_related("series").annotate(waiting=waiting)
    if form.is_valid():
        events = _chosen(events, **form.cleaned_data)
    events = events.order_by(F("day").desc(nulls_first=True), "-starts_at", "-pk")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/desk/events.html", {"page": page, "filter": form})


def _chosen(events, *, q, state):
    if state:
        events = events.filter(state=state)
    return events.filter(Q(title__icontains=q) | Q(series__title__icontains=q)) if q else events


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = EventForm(request.POST if request.method == "POST" else None, initial=_initial(request))
    if form.is_bound and form.is_valid():
        event = organising.create(form.save(commit=False))
        messages.success(request, _("Saved as a draft. Publish it when it is ready."))
        return redirect("events-desk:edit", slug=event.slug)
    return render(request, "events/desk/event.html", {"form": form})


def _initial(request):
    """What a new event begins with: in a series, the next session at the usual time."""
    slug = request.GET.get("series", "").replace("\0", "")
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        return {}
    initial = {"series": series, "kind": Event.Kind.SEMINAR_SESSION, "zone": series.zone}
    initial["reminders"] = series.reminders
    dated = series.events.exclude(day=None).order_by("-day")
    days = [event.day for event in dated[:2] if event.day]
    if days and series.usual_start:
        gap = days[0] - days[-1] or datetime.timedelta(days=7)
        initial |= _usual_times(series, days[0] + gap)
    return initial


def _usual_times(series, day):
    start = datetime.datetime.combine(day, series.usual_start)
    end = series.usual_end and datetime.datetime.combine(day, series.usual_end)
    return {"starts_at": start, "ends_at": end}


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def edit(request, slug):
    event = get_object_or_404(Event, slug=slug)
    if request.method == "POST":
        # Judged and saved under the lock: nobody registers between the two.
        event = organising.lock(event)
    form = EventForm(request.POST if request.method == "POST" else None, instance=event)
    if form.is_bound and form.is_valid() and not confirming.goes_back(request):
        edited = form.save(commit=False)
        if (asked := _to_be_confirmed(request, edited)) is not None:
            return asked
        organising.save(edited)
        messages.success(request, _("Saved."))
        return redirect("events-desk:edit", slug=slug)
    return render(request, "events/desk/event.html", {"form": form, "event": event})


def _to_be_confirmed(request, event):
    """Return the page that says whom a change would reach, None where it was seen or tells nobody."""
    if confirming.is_confirmed(request):
        return None
    before = Event.objects.select_related("series").get(pk=event.pk)
    changed = changes(before, event)
    told = consequences.of_change(event) if changed else None
    coming = consequences.new_notices(before, event)
    if not told and not coming:
        return None
    page = {"event": event, "changes": changed if told else [], "told": told, "coming": coming}
    return confirming.ask(request, "events/desk/consequences.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug):
    publishing = partial(organising.publish, by=request.user, announce="announce" in request.POST)
    return _move(request, slug, publishing, _("Published."), "events/desk/publish.html")


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, slug):
    return _move(request, slug, organising.call_off, _("Cancelled."), "events/desk/cancel.html")


def _move(request, slug, verb, done, template):
    """Ask on GET, act on POST; who comes too late is told how things stand."""
    event = get_object_or_404(Event, slug=slug)
    if request.method != "POST":
        return render(request, template, {"event": event, "told": consequences.of_change(event)})
    try:
        verb(event)
    except ForbiddenMove:
        event.refresh_from_db()
        state = event.get_state_display()
        messages.error(request, _("Not possible: the event is “%(state)s”.") % {"state": state})
    else:
        messages.success(request, done)
    return redirect("events-desk:edit", slug=slug)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, slug):
    event = get_object_or_404(Event, slug=slug)
    if request.method != "POST":
        return render(request, "events/desk/delete.html", {"event": event})
    try:
        organising.delete(event)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("events-desk:edit", slug=slug)
    messages.success(request, _("Deleted."))
    return redirect("events-desk:events")
