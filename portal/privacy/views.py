from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.privacy import erasing, exporting, notice, subjects
from portal.privacy.erasing import LastCoordinator
from portal.privacy.forms import EraseForm


@require_safe
def privacy(request):
    """Tell visitors in plain words what is stored, as the settings have it."""
    return render(request, "privacy/privacy.html", {"topics": notice.topics()})


@login_required
@never_cache
@require_safe
def my_data(request):
    sections = exporting.sections(subjects.of_user(request.user))
    return render(request, "privacy/my_data.html", {"sections": sections})


@login_required
@never_cache
@require_safe
def my_data_json(request):
    return exporting.json_file(subjects.of_user(request.user))


@login_required
@never_cache
@require_safe
def my_data_html(request):
    return exporting.html_file(subjects.of_user(request.user))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def erase(request):
    """Say on GET what would go and what would stay, do it on POST."""
    subject = subjects.of_user(request.user)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            erasing.erase(subject, keep_names=form.keep_names)
        except LastCoordinator:
            return _erase_page(request, subject, form, status=409)
        logout(request)
        return redirect("privacy:goodbye")
    return _erase_page(request, subject, form)


def _erase_page(request, subject, form, status=200):
    page = {
        "form": form,
        "is_last_coordinator": erasing.is_last_coordinator(subject),
        **erasing.both_ways(subject),
    }
    return render(request, "privacy/erase.html", page, status=status)


@require_safe
def goodbye(request):
    return render(request, "privacy/goodbye.html")
