from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.reviews import reading, reviewing
from events.reviews.forms import ConflictForm, ReviewForm
from events.reviews.models import Review, Reviewer
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
@require_safe
def calls(request):
    """The calls this member reviews for."""
    portions = [reading.portion_of(one) for one in Reviewer.objects.of(request.user)]
    return render(request, "events/reviews/calls.html", {"portions": portions})


@role_required(Role.MEMBER)
@require_safe
def call(request, pk):
    """The talks of a call that this member may judge."""
    reviewer = _reviewer(request.user, pk)
    page = {"call": reviewer.call, "portion": reading.portion_of(reviewer)}
    return render(request, "events/reviews/call.html", page)


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """Read a talk and judge it, until it is decided."""
    item, portion = _item(request.user, pk)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        instance=copy(item.review) if item.review else Review(),
        submission=item.submission,
    )
    page = {
        "item": item,
        "portion": portion,
        "call": item.submission.call,
        "form": form,
        "conflict_form": ConflictForm(),
    }
    if form.is_bound and form.is_valid():
        try:
            reviewing.judge(item.reviewer, item.submission, **form.cleaned_data)
        except reviewing.Closed:
            messages.error(request, _("This talk has been decided: nothing can be changed."))
            return redirect("reviews:review", pk)
        except reviewing.Overtaken as conflict:
            form.admit_conflict(conflict.stored)
            page["stored"] = conflict.stored
        else:
            return _go_on(request, item)
    return render(request, "events/reviews/review.html", page)


@role_required(Role.MEMBER)
@require_POST
def declare_conflict(request, pk):
    """Say that somebody else must judge a talk; it is not there any more."""
    item, _portion = _item(request.user, pk)
    form = ConflictForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The reason has at most 300 characters."))
        return redirect("reviews:review", pk)
    reviewing.declare_conflict(item.reviewer, item.submission, **form.cleaned_data, by=request.user)
    messages.success(
        request, _("Thank you. The organisers know that somebody else must review it.")
    )
    return redirect("reviews:call", item.submission.call_id)


def _go_on(request, item):
    """Lead to what is due next, or to the list where nothing is."""
    portion = reading.portion_of(item.reviewer)
    messages.success(request, _("Saved. %(progress)s") % {"progress": _progress(portion)})
    if portion.due:
        return redirect("reviews:review", portion.due[0].submission.pk)
    return redirect("reviews:call", item.submission.call_id)


def _progress(portion):
    words = ngettext(
        "%(done)d of %(n)d talk reviewed.", "%(done)d of %(n)d talks reviewed.", len(portion.mine)
    )
    return words % {"done": len(portion.done), "n": len(portion.mine)}


def _reviewer(user, call_pk):
    reviewer = Reviewer.objects.of(user).filter(call=call_pk).first()
    if reviewer is None:
        raise Http404
    return reviewer


def _item(user, pk):
    """Return a talk that this member may judge, and all there are at its call; else 404."""
    reviewer = Reviewer.objects.of(user).filter(call__submissions=pk).first()
    if reviewer:
        portion = reading.portion_of(reviewer)
        for item in portion.items:
            if item.submission.pk == pk:
                return item, portion
    raise Http404
