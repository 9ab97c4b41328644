from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from events import ics
from events.models import Event, Series
from events.registrations.calendars import how_to_join
from events.registrations.registering import RegistrationClosed
from events.series_registrations import registering, sessions
from events.series_registrations.forms import MemberSeriesForm, SeriesForm
from events.series_registrations.models import SeriesRegistration
from portal.common.limits import Limit
from portal.common.moves import ForbiddenMove

LIMIT = Limit("registering-series", seconds=600, per_address=10, per_place=200)

# As with single events: a visitor has no session that could be abused, a link carries its own key.


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, slug):
    series = get_object_or_404(Series, slug=slug)
    if request.user.is_authenticated:
        return _register_member(request, series)
    return _register_visitor(request, series)


def _register_visitor(request, series):
    form = SeriesForm(request.POST if request.method == "POST" else None, series=series)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, series, form)
    if not LIMIT.allows(request, form.cleaned_data["email"]):
        text = _("That was tried many times in a row. Please try again in ten minutes.")
        form.add_error(None, text)
        return _form_page(request, series, form, status=429)
    try:
        registering.ask(series, **form.cleaned_data, agreed_to=form.agreed_text)
    except RegistrationClosed:
        return _form_page(request, series, form)
    asked = {"series": series, "email": form.cleaned_data["email"]}
    return render(request, "events/series_registrations/asked.html", asked)


@csrf_protect
def _register_member(request, series):
    mine = SeriesRegistration.objects.of(request.user).registered().filter(series=series).first()
    if mine:
        return redirect(mine)
    form = MemberSeriesForm(
        request.POST if request.method == "POST" else None,
        initial={"name": request.user.name},
        series=series,
    )
    if not form.is_bound or not form.is_valid():
        return _form_page(request, series, form)
    facts = form.cleaned_data | {"agreed_to": form.agreed_text}
    try:
        return redirect(registering.register(series, request.user, **facts))
    except RegistrationClosed:
        return _form_page(request, series, form)


def _form_page(request, series, form, status=200):
    page = {"series": series, "form": form}
    return render(request, "events/series_registrations/register.html", page, status=status)


@never_cache
@require_safe
def registration(request, token):
    return _page(request, _by_token(token))


def _page(request, who, *, status=200, **facts):
    page = {"who": who, "series": who.series, "places": sessions.places(who)} | facts
    return render(request, "events/series_registrations/registration.html", page, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Register on POST; GET only leads to the page that asks."""
    who = _by_token(token)
    if request.method == "POST":
        try:
            registering.confirm(who)
        except RegistrationClosed:
            return _page(request, who, came_too_late=True, status=409)
    return redirect(who)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, token):
    """Ask on GET, give all places to come back on POST."""
    who = _by_token(token)
    if request.method != "POST" and not who.is_cancelled:
        page = {"who": who, "series": who.series}
        return render(request, "events/series_registrations/leave.html", page)
    if request.method == "POST":
        registering.leave(who)
    return redirect(who)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def skip(request, token, slug):
    """Give the place in one session back; GET only leads to the page with the button."""
    return _about_session(request, token, slug, registering.skip)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request, token, slug):
    """Come to a session after all; GET only leads to the page with the button."""
    return _about_session(request, token, slug, registering.take_up)


def _about_session(request, token, slug, act):
    who = _by_token(token)
    event = get_object_or_404(Event, slug=slug, pk__in=[one.pk for one in sessions.coming(who)])
    if request.method == "POST":
        try:
            act(who, event)
        except (RegistrationClosed, ForbiddenMove):
            who.refresh_from_db()
            return _page(request, who, went_wrong=event, status=409)
    return redirect(f"{who.get_absolute_url()}#session-{event.pk}")


@require_safe
def calendar(request, token):
    """The sessions somebody takes part in, for a calendar that asks again and again."""
    who = _by_token(token)
    places = sessions.places(who)
    mine = {one.event: one.registration for one in places if one.is_taken}
    mine = {event: one for event, one in mine.items() if one.has_place}
    body = ics.calendar(mine, name=who.series.title, joining=lambda event: how_to_join(mine[event]))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _by_token(token):
    rows = SeriesRegistration.objects.select_related("series", "user")
    return get_object_or_404(rows, token=token)
