from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations import papers
from events.registrations.desk.filter_form import FilterForm, Order
from portal.accounts.roles import Role, role_required
from portal.common import typesetting


@role_required(Role.ORGANISER)
@require_safe
def badges(request, slug):
    """The name badges of who has a place, among those that match the filter."""
    return _paper(request, slug, papers.badges, "badges")


@role_required(Role.ORGANISER)
@require_safe
def participants(request, slug):
    """The list to sign of who has a place, among those that match the filter."""
    return _paper(request, slug, papers.participants, "participants")


def _paper(request, slug, paper, name):
    event = get_object_or_404(Event, slug=slug)
    form = FilterForm(request.GET, event=event)
    found = form.found()
    if form.wanted_order == Order.ARRIVAL:
        found = found.by_name()  # nobody looks for a badge by the hour of registering
    try:
        return typesetting.answer(paper(event, found), f"{event.slug}-{name}")
    except typesetting.NotTypeset:
        messages.error(
            request, _("That could not be printed: try it with a filter, for fewer people.")
        )
        return redirect("registrations-desk:registrations", slug=slug)
