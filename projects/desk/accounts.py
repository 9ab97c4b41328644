from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import User
from portal.accounts.roles import Role, role_required
from projects import binding, granting, leaving
from projects.forms.people import CloseForm, RolesForm
from projects.granting import NotPossible


@role_required(Role.COORDINATOR)
@require_POST
def roles(request, pk):
    """Give an account exactly the roles that are ticked."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            granting.set_roles(user, form.cleaned_data["roles"])
        except NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("The roles are saved."))
    return _back(user)


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    """Ask on GET, close the account on POST."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            leaving.close(user, by=request.user, ends=form.cleaned_data["ends"])
        except NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("The account is closed; the page stays."))
        return _back(user)
    context = {"account": user, "person": binding.page_of(user), "form": form}
    return render(request, "projects/desk/close.html", context)


@role_required(Role.COORDINATOR)
@require_POST
def reopen(request, pk):
    """Open a closed account again, as a member's."""
    user = get_object_or_404(User, pk=pk)
    leaving.reopen(user)
    messages.success(request, _("The account is open again, as a member's. Sign in by a code."))
    return _back(user)


def _back(user):
    return redirect("people-desk:account", user.pk)
