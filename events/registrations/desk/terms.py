from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from events.registrations import admission
from events.registrations.models import Terms
from events.registrations.terms_form import TermsForm
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request, slug):
    """Show and change on what terms one registers."""
    event = get_object_or_404(Event, slug=slug)
    form = TermsForm(request.POST if request.method == "POST" else None, instance=Terms.of(event))
    if form.is_bound and form.is_valid():
        admission.set_terms(form.instance, invited=form.cleaned_data["invited"])
        messages.success(request, _("The terms are saved."))
        return redirect("registrations-desk:registrations", slug=slug)
    page = {"event": event, "form": form}
    return render(request, "events/registrations/desk/terms.html", page)
