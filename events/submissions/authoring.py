"""What the pages of an author do, by whatever it is known whose talk it is: an account, or the link of an invitation."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from events.submissions import refusing, wording, writing
from events.submissions.forms import BiographyForm, SubmissionForm
from events.submissions.late_codes.forms import CodeForm
from events.submissions.missing import missing
from events.submissions.models import State
from portal.common.moves import ForbiddenMove


def edit(request, own):
    """Change a text that may still be written."""
    if request.method != "POST" and not own.can_be_written:
        messages.error(request, refusing.why_not(refusing.WRITE, own))
        return back_to(own)
    return write(request, own)


def write(request, submission, asks=None):
    """Write a text; one that is new has no other page yet."""
    was = submission.state
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
            messages.success(request, _outcome(submission, was))
            return back_to(submission)
    own = submission.call.submissions.of(submission.submitter).for_page()
    context["others"] = own.exclude(pk=submission.pk)
    if submission.pk:
        context["missing"] = missing(submission)
    context["left"] = submission.call.left_for(submission.submitter)
    return render(request, "events/submissions/write.html", context)


def _outcome(submission, was):
    if submission.state == State.DRAFT and submission.is_invited:
        return _("Saved as a draft: nobody else sees it until you hand it in.")
    if submission.state == State.DRAFT:
        return _("Saved as a draft: nobody else sees it until you submit it.")
    if submission.is_invited and was == State.DRAFT:
        return _("Handed in: thank you!")
    if submission.is_invited:
        return _("Saved: it reads so in the programme, too.")
    if not submission.call.is_open:
        return _("Submitted.")
    return _("Submitted. You can still change it until the deadline.")


def preview(request):
    """Show how what is typed would look."""
    form = SubmissionForm(request.POST)
    return render(request, "events/submissions/preview.html", form.rehearsal())


def show(request, own):
    """Show a talk to its author, with what can be done now."""
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


def introduce(request, own):
    """Write or change the short CV that stands with an accepted talk."""
    if not own.can_be_introduced:
        return back_to(own)
    form = BiographyForm(request.POST if request.method == "POST" else None, submission=own)
    if form.is_bound and form.is_valid():
        try:
            writing.introduce(own, form.cleaned_data["biography"])
        except writing.NotOpen:
            form.add_error(None, _("Nothing can be changed any more; what you wrote is below."))
        else:
            messages.success(request, _("Thank you: it stands with the talk."))
            return back_to(own)
    return render(request, "events/submissions/introduce.html", {"form": form, "submission": own})


def confirm(request, own):
    """Say that an accepted talk will be given."""
    try:
        writing.confirm(own, by=own.submitter)
    except ForbiddenMove:
        _say_why_not(request, refusing.CONFIRM, own)
    else:
        messages.success(request, _("Thank you: the organisers know that you will give it."))
    return back_to(own)


def withdraw(request, own):
    """Take a talk back."""
    try:
        writing.withdraw(own, by=own.submitter)
    except ForbiddenMove:
        _say_why_not(request, refusing.WITHDRAW, own)
    else:
        messages.success(request, _("Withdrawn."))
    return back_to(own)


def take_up_again(request, own):
    """Make a withdrawn talk a draft again."""
    try:
        writing.take_up_again(own, by=own.submitter)
    except (writing.NotOpen, ForbiddenMove):
        _say_why_not(request, refusing.TAKE_UP, own)
        return back_to(own)
    except writing.TooMany as limit:
        messages.error(request, wording.too_many(limit.most))
        return back_to(own)
    messages.success(request, _("It is a draft again: submit it before the deadline."))
    return redirect(own.ways["edit"])


def back_to(own):
    """Lead to the page of a talk for its author."""
    return redirect(own.ways["submission"])


def _say_why_not(request, action, own):
    # What stood there when the button was pressed may have become something else.
    own.refresh_from_db()
    messages.error(request, refusing.why_not(action, own))
