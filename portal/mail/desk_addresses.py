from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.roles import Role, role_required
from portal.mail import suppressing
from portal.mail.forms import SuppressionForm
from portal.mail.models import Suppression
from portal.mail.models.suppression import Reason

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request):
    """List the addresses to which nothing is sent, and add one by hand."""
    form = SuppressionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        suppressing.suppress(**form.cleaned_data, reason=Reason.BY_HAND, by=request.user)
        messages.success(request, _("Nothing more is sent to this address."))
        return redirect("mail-desk:addresses")
    page = Paginator(Suppression.objects.latest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mail/desk/addresses.html", {"page": page, "form": form})


@role_required(Role.ORGANISER)
@require_POST
def lift(request, pk):
    suppression = get_object_or_404(Suppression, pk=pk)
    suppressing.lift(suppression)
    messages.success(request, _("%(address)s gets mail again.") % {"address": suppression.email})
    return redirect("mail-desk:addresses")
