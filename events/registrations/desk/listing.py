from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Event
from events.registrations.desk.filter_form import FilterForm
from events.registrations.models import State, Terms
from portal.accounts.roles import Role, role_required

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_safe
def registration_list(request, slug):
    event = get_object_or_404(Event.objects.select_related("stored_terms"), slug=slug)
    form = FilterForm(request.GET, event=event)
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = event.registrations.know_their_position(page.object_list)
    counts = event.registrations.counts()
    context = {
        "event": event,
        "terms": Terms.of(event),
        "filter": form,
        "states": [
            ("", _("All"), sum(counts.values())),
            *(
                (one.value, one.label, n)
                for one, n in counts.items()
                if n or one == form.wanted_state
            ),
        ],
        "asked": counts[State.REQUESTED],
        "page": page,
    }
    return render(request, "events/registrations/desk/registrations.html", context)
