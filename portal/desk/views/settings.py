from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role, role_required
from portal.desk.configuration.sections import BY_SLUG, SECTIONS


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def settings(request, section=SECTIONS[0].slug):
    """One section of the settings: judged and saved under the lock of what it changes."""
    section = BY_SLUG.get(section)
    if section is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    row = section.row(lock=sent is not None)
    form = section.form(sent, instance=row)
    context = {"section": section, "sections": SECTIONS, "form": form}
    if form.is_bound and form.is_valid():
        if changed := form.changed_meanwhile():
            form.admit_conflict()
            context["changed"] = changed
        else:
            form.save()
            messages.success(request, _("Saved."))
            return redirect("desk:settings", section=section.slug)
    context |= section.more(form, sent or request.GET)
    template = f"{section.template}#sample" if _wants_sample(request) else "desk/settings/page.html"
    return render(request, template, context)


def _wants_sample(request):
    return request.htmx and request.method == "GET" and "accent" in request.GET
