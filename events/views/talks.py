from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from events.models import Talk


@require_safe
def talk(request, pk, slug):
    talks = Talk.objects.visible_to(request.user).select_related("event__series", "session")
    talk = get_object_or_404(talks.with_authors(), pk=pk)
    if slug != talk.slug:
        # Not permanent: a title, and with it the address, may change back.
        return redirect(talk)
    return render(request, "events/talk.html", {"talk": talk, "event": talk.event})
