from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.submissions.late_codes import admitting
from events.submissions.late_codes.forms import LateCodeForm
from events.submissions.models import Call, LateCode, LateUse
from portal.accounts.roles import Role, role_required

MADE = "late-code-made"


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request, pk):
    """List the late codes of a call with who used them, and make another; its signs are shown once."""
    call = get_object_or_404(Call.objects.with_host(), pk=pk)
    late_code = LateCode(call=call, created_by=request.user)
    form = LateCodeForm(request.POST if request.method == "POST" else None, instance=late_code)
    if form.is_bound and form.is_valid():
        signs = admitting.make(late_code)
        request.session[MADE] = {"pk": late_code.pk, "signs": signs}
        return redirect("submissions-desk:codes", call.pk)
    made = request.session.pop(MADE, None) or {}
    uses = LateUse.objects.select_related("submission", "used_by")
    listed = list(call.late_codes.prefetch_related(Prefetch("uses", uses)))
    made = made if made.get("pk") in [one.pk for one in listed] else {}
    page = {
        "call": call,
        "form": form,
        "codes": listed,
        "made": made,
        "address": f"{settings.SITE_URL}{call.get_absolute_url()}?code={made.get('signs')}",
    }
    return render(request, "events/submissions/desk/codes.html", page)


@role_required(Role.ORGANISER)
@require_POST
def revoke(request, pk):
    """End a code before its time."""
    late_code = get_object_or_404(LateCode, pk=pk)
    admitting.revoke(late_code)
    messages.success(request, _("The code is revoked: nothing can be submitted with it any more."))
    return redirect("submissions-desk:codes", late_code.call_id)
