from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import speaking
from events.forms.abstract import AbstractForm, IntroductionForm
from events.models import Talk
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def abstract(request, pk):
    talk = _own(request, pk)
    if talk.abstract:
        return _is_there(request, talk)
    form = AbstractForm(request.POST if request.method == "POST" else None, instance=talk)
    context = {"form": form, "talk": talk, "event": talk.event}
    if form.wants_preview:
        context |= form.rehearsal()
    elif form.is_valid():
        try:
            speaking.write_abstract(form.instance)
        except speaking.AlreadyWritten as written:
            context["stored"] = written.talk
        else:
            messages.success(request, _("Thank you: the abstract stands in the programme."))
            return redirect(talk)
    return render(request, "events/abstract.html", context)


@role_required(Role.MEMBER)
@require_POST
def abstract_preview(request, pk):
    form = AbstractForm(request.POST, instance=_own(request, pk))
    return render(request, "events/abstract_preview.html", form.rehearsal())


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request, pk):
    """Write, change or take away one's own short CV, which stands with the talk."""
    talk = _own(request, pk)
    speaker = talk.speakers.filter(person__user=request.user).first()
    form = IntroductionForm(request.POST if request.method == "POST" else None, instance=speaker)
    if form.is_bound and form.is_valid():
        speaking.introduce(speaker, form.cleaned_data["biography"])
        messages.success(request, _("Saved: it stands with the talk."))
        return redirect(talk)
    return render(request, "events/introduction.html", {"form": form, "talk": talk})


def _own(request, pk):
    talks = Talk.objects.given_by(request.user).still_to_come().select_related("event__series")
    return get_object_or_404(talks.with_speakers(), pk=pk)


def _is_there(request, talk):
    messages.info(request, _("The talk has an abstract; the organisers change it for you."))
    return redirect(talk)
