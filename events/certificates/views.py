import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.certificates import finding, issuing, paper, wording
from events.certificates.forms import PeriodForm
from events.certificates.issuing import NothingToCertify
from events.certificates.models import Certificate
from events.models import Speaker
from events.registrations.models import Registration
from portal.common import typesetting


@never_cache
@require_safe
def certificate(request, code):
    """Tell anybody who has a code what was certified, and whether it still holds."""
    certificate = Certificate.objects.of_code(code).first()
    page = {"certificate": certificate, "code": code}
    if certificate and not certificate.forgotten_at:
        page["sentence"] = wording.sentence(certificate)
        page["details"] = wording.details(certificate)
        page["entries"] = wording.entries(certificate)
    status = 200 if certificate else 404
    return render(request, "events/certificates/certificate.html", page, status=status)


# The link from a mail carries its own key: it goes without a CSRF token, and so without a cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_registration(request, token):
    """Hand out the certificate on POST; GET only leads to the page that offers it."""
    registration = get_object_or_404(Registration.objects.select_related("event"), token=token)
    if request.method == "POST":
        try:
            return answer(issuing.of_attendance(registration))
        except NothingToCertify:
            pass  # the page says what is the case
    return redirect(registration)


@login_required
@require_safe
def mine(request):
    return _mine(request, PeriodForm(initial=_this_year()))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_period(request):
    """Hand out the record of a period on POST."""
    if request.method != "POST":
        return redirect("certificates:mine")
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _mine(request, form)
    try:
        return answer(issuing.of_period(request.user, **form.cleaned_data))
    except NothingToCertify:
        form.add_error(None, _("Nothing of this period is recorded: no attendance, no talk."))
        return _mine(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_attendance(request, pk):
    """Hand out the certificate of something one attended on POST."""
    registration = get_object_or_404(finding.attended_by(request.user), pk=pk)
    return _handed_out(request, issuing.of_attendance, registration)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_talk(request, pk):
    """Hand out the certificate of a talk one gave on POST."""
    talk = get_object_or_404(finding.given_by(request.user), pk=pk)
    speaker = Speaker.objects.filter(talk=talk, person__user=request.user).first()
    return _handed_out(request, issuing.of_talk, speaker)


def _handed_out(request, verb, thing):
    if request.method != "POST":
        return redirect("certificates:mine")
    try:
        return answer(verb(thing))
    except NothingToCertify:
        messages.error(request, _("This cannot be certified any more."))
        return redirect("certificates:mine")


def answer(*certificates):
    """Return the certificates as a PDF to be kept."""
    name = f"certificate-{certificates[0].code}" if len(certificates) == 1 else "certificates"
    return typesetting.answer(paper.pdf(certificates), name)


def _mine(request, form):
    page = {
        "attended": finding.attended_by(request.user),
        "given": finding.given_by(request.user),
        "form": form,
    }
    return render(request, "events/certificates/mine.html", page)


def _this_year():
    today = timezone.localdate()
    return {"first": datetime.date(today.year, 1, 1), "last": today}
