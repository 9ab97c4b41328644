from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from events.submissions import balance, deciding, mail, refusing
from events.submissions.desk.talks import answer, at_desk
from events.submissions.forms import DecisionForm, LetterForm, ReleaseForm
from events.submissions.models import Call, Decision
from events.submissions.writing import Overtaken
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


@role_required(Role.ORGANISER)
@require_POST
def stage(request, pk):
    """Note a decision that nobody is told yet."""
    form = DecisionForm(request.POST)
    read = at_desk(pk)
    if not form.is_valid():
        messages.error(request, _("Choose to accept, to put on the waiting list or to reject."))
        return answer(request, read)
    try:
        deciding.stage(read, by=request.user, **form.cleaned_data)
    except ForbiddenMove:
        messages.error(request, refusing.why_not(refusing.DECIDE, at_desk(pk)))
    except deciding.DecidedMeanwhile:
        messages.error(request, _("Somebody else has decided meanwhile: see below."))
    except Overtaken:
        return _read_again(request, read)
    else:
        messages.success(request, _("Noted. Nobody is told before the decisions are released."))
    return answer(request, at_desk(pk))


@role_required(Role.ORGANISER)
@require_POST
def release_one(request, pk):
    """Put the decision on one submission into effect and tell its author."""
    read = at_desk(pk)
    try:
        deciding.release_one(read, by=request.user)
    except (deciding.DecidedMeanwhile, ForbiddenMove):
        messages.error(request, _("There is nothing to release: somebody was faster."))
    except Overtaken:
        return _read_again(request, read)
    else:
        messages.success(request, _("Decided. The author is told by mail."))
    return answer(request, at_desk(pk))


@role_required(Role.ORGANISER)
@require_POST
def take_back(request, pk):
    """Forget a decision that nobody was told."""
    read = at_desk(pk)
    deciding.take_back(read)
    messages.success(request, _("The decision is taken back; nobody was told."))
    return answer(request, at_desk(pk))


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, pk):
    """Write the letter of a staged decision in words of one's own."""
    read = at_desk(pk)
    decision = get_object_or_404(Decision.objects.select_related("submission"), submission=read)
    decision.submission = read
    usual = mail.usual_words(decision)
    typed = request.POST if request.method == "POST" else None
    form = LetterForm(typed, initial={"letter": decision.letter or usual})
    if form.is_bound and form.is_valid():
        deciding.write_letter(read, form.words(usual))
        messages.success(request, _("The letter is saved; it goes out with the decision."))
        return redirect(read.desk_url)
    page = {"submission": read, "decision": decision, "form": form}
    return render(request, "events/submissions/desk/letter.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request, pk):
    """Look at all staged decisions of a call as a whole, then release them together."""
    call = get_object_or_404(Call.objects.with_host(), pk=pk)
    if request.method == "POST":
        return _release(request, call)
    staged = Decision.objects.of(call)
    page = {
        "call": call,
        "decisions": staged,
        "mark": staged.mark(),
        "older": [one for one in staged if one.is_of_older_text],
        "balance": balance.of(call),
    }
    return render(request, "events/submissions/desk/decisions.html", page)


def _release(request, call):
    form = ReleaseForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        number = deciding.release(call, by=request.user, seen=seen)
    except deciding.DecidedMeanwhile:
        messages.error(request, _("Something was decided meanwhile: look at all of it again."))
    except (Overtaken, ForbiddenMove):
        messages.error(request, _("A text was changed, or withdrawn, since it was decided on."))
    else:
        text = ngettext(
            "%(n)d decision is released, and its author told by mail.",
            "%(n)d decisions are released, and their authors told by mail.",
            number,
        )
        messages.success(request, text % {"n": number})
    return redirect("submissions-desk:decisions", call.pk)


def _read_again(request, read):
    messages.error(request, _("The text was changed since you opened this page: read it again."))
    return HttpResponseClientRedirect(read.desk_url) if request.htmx else redirect(read.desk_url)
