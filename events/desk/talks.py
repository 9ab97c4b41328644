from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import crediting
from events.forms.joint_authors import JointAuthorLines, rearranged
from events.forms.programme import SpeakerFormSet, TalkForm
from events.models import Event, Talk
from portal.accounts.roles import Role, role_required

PROGRAMME = "timetable-desk:board"  # of an upper app: where talks get their time and room


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def talk(request, slug, pk=None):
    event = get_object_or_404(Event, slug=slug)
    data = rearranged(request.POST) if request.method == "POST" else None
    # Held, so that of two who save at once the second is told of the first.
    talks = event.talks.select_for_update() if data else event.talks
    talk = get_object_or_404(talks, pk=pk) if pk else Talk(event=event)
    form = TalkForm(data, instance=talk, event=event)
    speakers = SpeakerFormSet(data, instance=talk, prefix="speakers")
    joint = JointAuthorLines(data, talk=talk)
    # A button of a line saves nothing. Else all are asked, so that all mistakes show at once.
    is_to_be_saved = form.is_bound and "line" not in request.POST
    if is_to_be_saved and all([form.is_valid(), speakers.is_valid(), joint.is_valid()]):
        form.save()
        speakers.save()
        if joint.is_asked:
            crediting.credit(talk, joint.typed())
        messages.success(request, _("Saved."))
        return redirect(PROGRAMME, slug=slug)
    page = {"event": event, "form": form, "speakers": speakers, "joint": joint}
    return render(request, "events/desk/talk.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_talk(request, slug, pk):
    """Ask on GET, take the talk away on POST."""
    talk = get_object_or_404(Talk, event__slug=slug, pk=pk)
    if request.method != "POST":
        page = {"event": talk.event, "talk": talk}
        return render(request, "events/desk/delete_talk.html", page)
    talk.delete()
    messages.success(request, _("Deleted."))
    return redirect(PROGRAMME, slug=slug)
