from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.looking import SESSION_KEY
from portal.accounts.roles import Role, role_required
from portal.desk.forms import LookForm


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request):
    form = LookForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["role"]
        return redirect("home")
    return render(request, "desk/look.html", {"form": form})


@role_required(Role.COORDINATOR)
@require_POST
def stop(request):
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("You see the portal as yourself again."))
    return redirect("desk:look")
