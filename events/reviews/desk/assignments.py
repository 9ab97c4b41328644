from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.reviews import assigning, choosing, progress, reading
from events.reviews.desk.forms import AssignmentForm, OrganisersConflictForm
from events.reviews.desk.reviewers import call_of
from events.reviews.models import Assignment, Reviewer, Round
from events.submissions.models import Submission
from portal.accounts.roles import Role, role_required
from portal.common.text import plain


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def assignments(request, pk):
    """Who is to review what at a call; on POST all talks are shared out evenly."""
    call = call_of(pk)
    if request.method == "POST":
        shared = assigning.evenly(call, Round.of(call).wanted, by=request.user)
        _say_what_came_of_it(request, call, shared)
        return redirect("reviews-desk:assignments", pk)
    page = {
        "call": call,
        "progress": progress.of(call, user=request.user),
        "terms": Round.of(call),
        "untold": Assignment.objects.of(call).untold().values("reviewer").distinct().count(),
    }
    return render(request, "events/reviews/desk/assignments.html", page)


def _say_what_came_of_it(request, call, shared):
    words = ngettext(
        "%(n)d review is assigned. Nobody is told yet.",
        "%(n)d reviews are assigned. Nobody is told yet.",
        shared.assigned,
    )
    messages.success(request, words % {"n": shared.assigned})
    hidden = reading.hidden_from(request.user, Submission.objects.filter(call=call))
    lacking = [(talk, number) for talk, number in shared.lacking if talk.pk not in hidden]
    if lacking:
        named = "; ".join(f"{plain(str(talk))} (−{number})" for talk, number in lacking[:10])
        words = _("For these talks there are too few reviewers without a conflict: %(talks)s")
        messages.warning(request, words % {"talks": named})


@role_required(Role.ORGANISER)
@require_POST
def tell(request, pk):
    """Write to everybody with talks they were not told of."""
    number = assigning.tell(call_of(pk), by=request.user)
    words = ngettext("%(n)d reviewer is told by mail.", "%(n)d reviewers are told by mail.", number)
    messages.success(request, words % {"n": number})
    return redirect("reviews-desk:assignments", pk)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def of_talk(request, pk):
    """Choose the reviewers of a talk by hand."""
    talk = readable(request.user, pk)
    choices = choosing.of_talk(talk, user=request.user)
    form = AssignmentForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_bound and form.is_valid():
        try:
            assigning.by_hand(talk, form.chosen, by=request.user)
        except assigning.InTheWay:
            form.add_error(
                "reviewers",
                _(
                    "Somebody chosen must not judge this talk any more, or it is decided: see below."
                ),
            )
        else:
            messages.success(request, _("Saved. Who is new is told with the next letters."))
            return redirect("reviews-desk:assignments", talk.call_id)
    page = {
        "call": talk.call,
        "talk": talk,
        "form": form,
        "choices": choices,
        "conflict_form": OrganisersConflictForm(reviewers=reviewers_of(talk)),
        "declared": talk.declared_conflicts.select_related("reviewer__user", "declared_by"),
    }
    return render(request, "events/reviews/desk/assign.html", page)


def readable(user, pk):
    """Return a submission about whose reviews this organiser may know; else 404."""
    found = Submission.objects.for_organisers().filter(pk=pk)
    talk = get_object_or_404(found.for_page())
    if reading.hidden_from(user, found):
        raise Http404
    return talk


def reviewers_of(talk):
    """Who reviews at the call of this talk."""
    return Reviewer.objects.active().filter(call=talk.call_id).for_desk()
