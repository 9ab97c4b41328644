from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.checkin import arriving, finding, wording
from events.checkin.arriving import AllTaken, CheckInClosed, HasNoPlace
from events.checkin.forms import AttendanceForm, FindForm, ScanForm
from events.models import Event
from events.registrations import codes
from portal.accounts.roles import Role, role_required

PER_PAGE = 100
VERBS = {"check-in": arriving.check_in, "let-in": arriving.let_in}


@role_required(Role.ORGANISER)
@require_safe
def entrance(request, slug):
    """The page at the door: scan a code, or find a name."""
    event = get_object_or_404(Event, slug=slug)
    form = FindForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = {
        "event": event,
        "closed": wording.closed(event),
        "attendance": finding.attendance(event),
        "find": form,
        "scan": ScanForm(),
        "words": words,
        "found": finding.found(event, words) if words else finding.expected(event),
        "lately": () if words else finding.lately(event),
    }
    name = "events/checkin/entrance.html"
    answer = render(request, f"{name}#entrance" if request.htmx else name, page)
    answer["Permissions-Policy"] = "camera=(self)"
    return answer


@role_required(Role.ORGANISER)
@require_POST
def scan(request, slug):
    """Check in whose code was read, if it is one of this event."""
    event = get_object_or_404(Event, slug=slug)
    form = ScanForm(request.POST)
    code = codes.code_in(form.cleaned_data["code"]) if form.is_valid() else ""
    registration = codes.registration_of(code)
    if registration is None:
        messages.error(request, _("This is no code of a registration."))
    elif registration.event_id != event.pk:
        text = _("%(name)s is registered for another event: %(event)s.")
        facts = {"name": registration.name, "event": registration.event}
        messages.error(request, text % facts)
    else:
        _tell(request, arriving.check_in, registration)
    return redirect("checkin-desk:entrance", slug=slug)


@role_required(Role.ORGANISER)
@require_POST
def arrive(request, slug, pk):
    """Check somebody in, let them in, or take that back."""
    event = get_object_or_404(Event, slug=slug)
    registration = get_object_or_404(event.registrations.of_somebody(), pk=pk)
    what = request.POST.get("what", "")
    if what == "take-back":
        _take_back(request, registration)
    elif what in VERBS:
        _tell(request, VERBS[what], registration)
    else:
        messages.error(request, _("Please choose what to do."))
    return redirect("checkin-desk:entrance", slug=slug)


def _tell(request, verb, registration):
    try:
        arrival = verb(registration, by=request.user)
    except CheckInClosed:
        messages.error(request, wording.closed(registration.event))
    except AllTaken as refused:
        messages.error(request, wording.all_taken(refused.registration))
    except HasNoPlace as refused:
        messages.error(request, wording.why_not(refused.registration))
    else:
        tell = messages.success if arrival.is_new else messages.warning
        tell(request, wording.arrival(arrival))


def _take_back(request, registration):
    try:
        arriving.take_back(registration, by=request.user)
    except CheckInClosed:
        messages.error(request, wording.closed(registration.event))
    else:
        text = _("%(name)s is not checked in; the place stays theirs.")
        messages.success(request, text % {"name": registration.name})


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, slug):
    """Everybody with a place, to note of several at once that they were there."""
    event = get_object_or_404(Event, slug=slug)
    form = AttendanceForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_bound and form.is_valid() and _note(request, event, form.cleaned_data["present"]):
        return redirect(request.get_full_path())
    page = {
        "event": event,
        "closed": wording.closed(event),
        "attendance": finding.attendance(event),
        "form": form,
        "chosen": set(request.POST.getlist("present")),
        "page": Paginator(finding.participants(event), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "events/checkin/attendance.html", page)


def _note(request, event, chosen):
    try:
        number = arriving.check_in_several(event, [one.pk for one in chosen], by=request.user)
    except CheckInClosed:
        return False  # the page says so
    text = ngettext("%(n)d person is checked in.", "%(n)d people are checked in.", number)
    messages.success(request, text % {"n": number})
    return True
