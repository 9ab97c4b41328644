from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Series
from events.planning import filling
from events.planning.forms import GridForm, PlanForm, plan_of
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, slug):
    """Find dates by a rhythm (in the address), look at each, then make the sessions by POST."""
    series = get_object_or_404(Series, slug=slug)
    asked = request.GET if "first_day" in request.GET else None
    form = PlanForm(asked, instance=plan_of(series))
    page: dict[str, Any] = {"series": series, "form": form, "pattern": filling.pattern_of(series)}
    if form.is_valid():
        typed = request.POST if request.method == "POST" else None
        grid = GridForm(typed, plan=form.instance)
        if grid.is_valid() and _fill(request, form.instance, grid):
            return redirect("events-desk:series-list")
        # Asked anew: meanwhile there may be a session at one of the times.
        page["grid"] = GridForm(typed, plan=form.instance)
    return render(request, "events/planning/desk/fill.html", page)


def _fill(request, plan, grid):
    """Make the sessions and say so; tell whether that could be done."""
    how = {name: grid.cleaned_data[name] for name in ("publish", "open_slots")}
    try:
        made = filling.fill(plan, grid.chosen, by=request.user, **how)
    except filling.Taken:
        return False
    text = ngettext("%(n)d session was made.", "%(n)d sessions were made.", len(made))
    messages.success(request, text % {"n": len(made)})
    return True
