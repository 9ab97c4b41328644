from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import conditional_page, require_safe

from events import bibtex
from events.models import Talk


@require_safe
def talk(request, pk, slug):
    talks = Talk.objects.visible_to(request.user).select_related("event__series", "session")
    talk = get_object_or_404(talks.with_authors(), pk=pk)
    if slug != talk.slug:
        # Not permanent: a title, and with it the address, may change back.
        return redirect(talk)
    return render(request, "events/talk.html", {"talk": talk, "event": talk.event})


@require_safe
@conditional_page
def citation(request, pk):
    """The talk as an entry of BibTeX, to keep."""
    talks = Talk.objects.visible_to(request.user).select_related("event").with_authors()
    talk = get_object_or_404(talks, pk=pk)
    response = HttpResponse(bibtex.entry(talk), content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{talk.slug}.bib"'
    return response
