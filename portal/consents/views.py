from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.consents import consenting
from portal.consents.forms import AgreeForm


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request):
    """Show the text for accounts that holds now and let a member agree to it, once."""
    form = AgreeForm(request.POST if request.method == "POST" else None)
    agreed = form.agreed_text is not None and consenting.has_agreed(request.user, form.agreed_text)
    if form.is_bound and form.agreed_text and not agreed and form.is_valid():
        with transaction.atomic():
            consenting.give(form.agreed_text, user=request.user, about="account")
        messages.success(request, _("Thank you. When you agreed to what stands under “My data”."))
        return redirect("me")
    return render(request, "consents/agree.html", {"form": form, "agreed": agreed})
