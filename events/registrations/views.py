from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from events import ics
from events.models import Event
from events.registrations import admission, calendars, correcting, moving, offering, registering
from events.registrations.forms import CorrectionForm, MemberRegistrationForm, RegistrationForm
from events.registrations.models import Registration, Terms
from events.registrations.moving import NoPlace
from events.registrations.registering import RegistrationClosed
from portal.common.limits import Limit
from portal.common.moves import ForbiddenMove

# A lecture hall may share one network address.
LIMIT = Limit("registering", seconds=600, per_address=10, per_place=200)

# A visitor has no session that somebody else's page could abuse, and a link from a mail carries its
# own key: both go without a CSRF token, and so without a cookie.


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, slug):
    events = Event.objects.visible_to(request.user).select_related("series")
    event = get_object_or_404(events, slug=slug)
    if not admission.is_for(event, request.user):
        page = {"event": event, "is_for_members": True}
        return render(request, "events/registrations/register.html", page)
    if request.user.is_authenticated:
        return _register_member(request, event)
    return _register_visitor(request, event)


def _register_visitor(request, event):
    form = RegistrationForm(request.POST if request.method == "POST" else None, event=event)
    if not form.is_bound or not event.registration_is_open or not form.is_valid():
        return _form_page(request, event, form)
    if not LIMIT.allows(request, form.cleaned_data["email"]):
        return _slow_down(request, event, form)
    try:
        registering.ask(event, **form.cleaned_data, agreed_to=form.agreed_text)
    except RegistrationClosed:
        return _form_page(request, event, form)
    asked = {"event": event, "email": form.cleaned_data["email"]}
    return render(request, "events/registrations/asked.html", asked)


@csrf_protect
def _register_member(request, event):
    mine = Registration.objects.of(request.user).in_line().filter(event=event).first()
    if mine:
        return redirect(mine)
    initial = {"name": request.user.name, "affiliation": _affiliation(request.user)}
    form = MemberRegistrationForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        event=event,
        email=request.user.email,
    )
    if not form.is_bound or not event.registration_is_open or not form.is_valid():
        return _form_page(request, event, form)
    try:
        facts = form.cleaned_data | {"agreed_to": form.agreed_text}
        return redirect(registering.register(event, request.user, **facts))
    except RegistrationClosed:
        return _form_page(request, event, form)


def _affiliation(user):
    """The institution the portal knows this person by, as a start for the form."""
    person = getattr(user, "person", None)
    affiliations = person.affiliations.filter(is_former=False) if person else None
    affiliation = affiliations and affiliations.select_related("institution").first()
    return str(affiliation.institution) if affiliation else ""


def _form_page(request, event, form, status=200):
    page = {"event": event, "form": form, "terms": Terms.of(event)}
    return render(request, "events/registrations/register.html", page, status=status)


def _slow_down(request, event, form):
    form.add_error(None, _("That was tried many times in a row. Please try again in ten minutes."))
    return _form_page(request, event, form, status=429)


@never_cache
@require_safe
def registration(request, token):
    return _page(request, _by_token(token))


def _page(request, registration, *, status=200, **facts):
    page = {
        "registration": registration,
        "terms": Terms.of(registration.event),
        "answers": registration.answers.select_related("question"),
        "part_places": registration.part_places.with_position().select_related("part__event"),
    } | facts
    return render(request, "events/registrations/registration.html", page, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    registration = _by_token(token)
    if request.method == "POST":
        try:
            registering.confirm(registration)
        except RegistrationClosed:
            return _page(request, registration, came_too_late=True, status=409)
    return redirect(registration)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Take the place that was offered; GET only leads to the page that asks."""
    registration = _by_token(token)
    if request.method == "POST":
        try:
            offering.accept(registration)
        except ForbiddenMove:
            registration.refresh_from_db()
            return _page(request, registration, place_is_gone=True, status=409)
    return redirect(registration)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, token):
    """Ask on GET, give the place back on POST."""
    registration = _by_token(token)
    if request.method == "POST":
        try:
            registering.cancel(registration)
        except ForbiddenMove:
            return _page(request, registration, status=409)
        return redirect(registration)
    if not registration.can_be_cancelled:
        return redirect(registration)
    page = {"registration": registration}
    return render(request, "events/registrations/cancel.html", page)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, token):
    """Let somebody correct their name and their answers."""
    registration = _by_token(token)
    if not registration.can_be_changed:
        return redirect(registration)
    typed = request.POST if request.method == "POST" else None
    form = CorrectionForm(typed, registration=registration)
    if form.is_bound and form.is_valid():
        try:
            correcting.correct(registration, **form.cleaned_data)
        except ForbiddenMove:
            registration.refresh_from_db()
            return _page(request, registration, status=409)
        return redirect(registration)
    page = {"registration": registration, "form": form}
    return render(request, "events/registrations/correct.html", page)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attend_otherwise(request, token):
    """Let somebody with a place take part online instead of on site, or the other way round."""
    registration = _by_token(token)
    if request.method == "POST":
        try:
            moving.change_attendance(registration, registration.other_attendance, by=None)
        except ForbiddenMove:
            return _page(request, registration, status=409)
        except NoPlace:
            return _page(request, registration, no_other_place=True, status=409)
    return redirect(registration)


@never_cache
@require_safe
def registration_ics(request, token):
    """The event for the calendar of who registered: with the join link for who holds a place."""
    registration = _by_token(token)
    body = ics.calendar(
        [registration.event], joining=lambda _event: calendars.how_to_join(registration)
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{registration.event.slug}.ics"'
    return response


def _by_token(token):
    registrations = Registration.objects.select_related("event__series", "user")
    return get_object_or_404(registrations, token=token)
