"""Coordinators answer for what is stored: on somebody's request, and night after night."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accesslog.models import Access
from portal.accesslog.noting import note_access
from portal.accounts.models import User
from portal.accounts.roles import Role, role_required
from portal.preferences.models import Preferences
from portal.privacy import erasing, exporting, finding
from portal.privacy.erasing import LastCoordinator
from portal.privacy.forms import EraseForm, FindForm, WhoseForm
from portal.privacy.models import RetentionRun

PER_PAGE = 30
EVERYTHING = gettext_noop("everything")


@role_required(Role.COORDINATOR)
@never_cache
@require_safe
def find(request):
    """List whose data might be meant, without showing any of it."""
    form = FindForm(request.GET if "q" in request.GET else None)
    page = {"form": form, "asked": form.is_bound, "why": WhoseForm()}
    if form.is_bound and form.is_valid():
        page["found"] = finding.found(form.cleaned_data["q"])
    return render(request, "privacy/desk/find.html", page)


@role_required(Role.COORDINATOR)
@never_cache
@require_POST
def look(request):
    """Show what is stored on somebody; that it was looked at is written down."""
    form = WhoseForm(request.POST)
    if not form.is_valid():
        return _ask_why(request, form)
    _note(request, form, Access.Kind.LOOK)
    page = {
        "form": form,
        "title": finding.name_of(form.subject) or form.cleaned_data["whose"].partition(":")[2],
        "sections": exporting.sections(form.subject),
        "erase_form": EraseForm(),
        **erasing.both_ways(form.subject),
    }
    return render(request, "privacy/desk/look.html", page)


@role_required(Role.COORDINATOR)
@never_cache
@require_POST
def export(request):
    form = WhoseForm(request.POST)
    if not form.is_valid():
        return _ask_why(request, form)
    _note(request, form, Access.Kind.EXPORT)
    if request.POST.get("format") == "json":
        return exporting.json_file(form.subject)
    return exporting.html_file(form.subject)


@role_required(Role.COORDINATOR)
@never_cache
@require_POST
@reauthentication_required
def erase(request):
    """Erase somebody who asked for it."""
    form, choice = WhoseForm(request.POST), EraseForm(request.POST)
    if not form.is_valid():
        return _ask_why(request, form)
    if not choice.is_valid():
        return HttpResponseBadRequest()
    if reason := _reason_not_to(request, form.subject):
        messages.error(request, reason)
        return redirect("privacy-desk:find")
    _note(request, form, Access.Kind.ERASE)
    try:
        erasing.erase(form.subject, keep_names=choice.keep_names)
    except LastCoordinator:
        messages.error(request, _("This is the last coordinator: make somebody else one first."))
    else:
        messages.success(request, _("All that was stored on this person is erased."))
    return redirect("privacy-desk:find")


def _reason_not_to(request, subject):
    if subject.user_id == request.user.pk:
        return _("That is you: erase yourself under “My data”.")
    administrators = User.objects.filter(pk=subject.user_id, is_superuser=True)
    if administrators.exists() and not request.user.is_superuser:
        return _("An administrator can be erased by administrators alone.")
    return ""


def _ask_why(request, form):
    return render(request, "privacy/desk/why.html", {"form": form})


def _note(request, form, kind):
    why = form.cleaned_data["why"]
    note_access(request.user, form.subject, kind=kind, what=EVERYTHING, why=why)


@role_required(Role.COORDINATOR)
@require_safe
def accesses(request):
    found = Access.objects.select_related("who", "whose").order_by("-noted_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/desk/accesses.html", {"page": page})


@role_required(Role.COORDINATOR)
@require_safe
def retention(request):
    runs = RetentionRun.objects.prefetch_related("lines")
    page = {
        "page": Paginator(runs, PER_PAGE).get_page(request.GET.get("page")),
        "preferences": Preferences.current(),
    }
    return render(request, "privacy/desk/retention.html", page)
