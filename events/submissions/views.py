from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.submissions import refusing, wording, writing
from events.submissions.forms import BiographyForm, SubmissionForm
from events.submissions.late_codes import trying
from events.submissions.late_codes.forms import CodeForm
from events.submissions.missing import missing
from events.submissions.models import Call, State, Submission
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


@role_required(Role.MEMBER)
def submit(request, slug):
    """Propose a talk for an event."""
    return _submit(request, event__slug=slug)


@role_required(Role.MEMBER)
def submit_to_series(request, slug):
    """Propose a talk for a series."""
    return _submit(request, series__slug=slug)


def _submit(request, **host):
    call = get_object_or_404(Call.objects.visible_to(request.user), **host)
    new = writing.blank(call, by=request.user)
    new.late_code, asks = trying.opened(request, call)
    return _write(request, new, asks=asks)


@role_required(Role.MEMBER)
def edit(request, pk):
    submission = _own(request, pk)
    if request.method != "POST" and not submission.can_be_written:
        messages.error(request, refusing.why_not(refusing.WRITE, submission))
        return redirect(submission)
    return _write(request, submission)


def _write(request, submission, asks=None):
    form = SubmissionForm(request.POST if request.method == "POST" else None, instance=submission)
    context = {"form": form, "submission": submission, "call": submission.call, "asks": asks}
    if form.changes_lines:
        pass  # the page shows them
    elif form.wants_preview:
        context |= form.rehearsal()
    elif form.is_valid():
        try:
            co_authors = form.co_authors.typed()
            writing.write(
                submission,
                submit=form.wants_to_submit,
                co_authors=co_authors,
                answers=form.cleaned_data["answers"],
            )
        except writing.NotOpen:
            form.add_error(None, _("Nothing can be changed any more; what you wrote is below."))
        except writing.Overtaken as conflict:
            form.admit_conflict(conflict.stored)
            context["stored"] = conflict.stored
        except writing.ChoiceGone:
            form.add_error(None, _("The organisers have taken away what you chose: choose again."))
        except writing.TooMany as limit:
            form.add_error(None, wording.too_many(limit.most))
        else:
            messages.success(request, _outcome(submission))
            return redirect(submission)
    own = submission.call.submissions.of(request.user).for_page()
    context["others"] = own.exclude(pk=submission.pk)
    if submission.pk:
        context["missing"] = missing(submission)
    context["left"] = submission.call.left_for(request.user)
    return render(request, "events/submissions/write.html", context)


def _outcome(submission):
    if submission.state == State.DRAFT:
        return _("Saved as a draft: nobody else sees it until you submit it.")
    if not submission.call.is_open:
        return _("Submitted.")
    return _("Submitted. You can still change it until the deadline.")


@role_required(Role.MEMBER)
@require_POST
def preview(request):
    form = SubmissionForm(request.POST)
    return render(request, "events/submissions/preview.html", form.rehearsal())


@role_required(Role.MEMBER)
def submission(request, pk):
    own = _own(request, pk)
    context = {
        "submission": own,
        "call": own.call,
        "moves": own.moves.select_related("moved_by"),
        "asks": CodeForm(),
        "missing": missing(own),
        "answers": own.answers.all(),
        "proposal": own.change_proposals.first(),
    }
    return render(request, "events/submissions/submission.html", context)


@role_required(Role.MEMBER)
def introduce(request, pk):
    """Write or change the short CV that stands with an accepted talk."""
    own = _own(request, pk)
    if not own.can_be_introduced:
        return redirect(own)
    form = BiographyForm(request.POST if request.method == "POST" else None, submission=own)
    if form.is_bound and form.is_valid():
        try:
            writing.introduce(own, form.cleaned_data["biography"])
        except writing.NotOpen:
            form.add_error(None, _("Nothing can be changed any more; what you wrote is below."))
        else:
            messages.success(request, _("Thank you: it stands with the talk."))
            return redirect(own)
    return render(request, "events/submissions/introduce.html", {"form": form, "submission": own})


@role_required(Role.MEMBER)
@require_POST
def confirm(request, pk):
    """Say that an accepted talk will be given."""
    own = _own(request, pk)
    try:
        writing.confirm(own, by=request.user)
    except ForbiddenMove:
        messages.error(request, refusing.why_not(refusing.CONFIRM, _own(request, pk)))
    else:
        messages.success(request, _("Thank you: the organisers know that you will give it."))
    return redirect(own)


@role_required(Role.MEMBER)
@require_POST
def withdraw(request, pk):
    own = _own(request, pk)
    try:
        writing.withdraw(own, by=request.user)
    except ForbiddenMove:
        messages.error(request, refusing.why_not(refusing.WITHDRAW, _own(request, pk)))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect(own)


@role_required(Role.MEMBER)
@require_POST
def take_up_again(request, pk):
    own = _own(request, pk)
    try:
        writing.take_up_again(own, by=request.user)
    except (writing.NotOpen, ForbiddenMove):
        messages.error(request, refusing.why_not(refusing.TAKE_UP, _own(request, pk)))
        return redirect(own)
    except writing.TooMany as limit:
        messages.error(request, wording.too_many(limit.most))
        return redirect(own)
    messages.success(request, _("It is a draft again: submit it before the deadline."))
    return redirect("submissions:edit", own.pk)


def _own(request, pk):
    readable = Submission.objects.of(request.user).for_page().with_co_authors().with_choices()
    return get_object_or_404(readable, pk=pk)
