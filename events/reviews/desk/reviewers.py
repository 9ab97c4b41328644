from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.reviews import assigning, naming, progress
from events.reviews.desk.forms import ReviewerForm, RoundForm, TracksForm
from events.reviews.models import Reviewer, Round
from events.submissions.models import Call
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def reviewers(request, pk):
    """Who reviews for a call and how far they are; on POST one more."""
    call = call_of(pk)
    form = ReviewerForm(request.POST if request.method == "POST" else None, call=call)
    if form.is_bound and form.is_valid():
        member = form.cleaned_data["member"]
        naming.name(call, member, **form.chosen, by=request.user)
        messages.success(request, _("%(name)s reviews for this call.") % {"name": member})
        return redirect("reviews-desk:reviewers", pk)
    return _show(request, call, form=form)


def _show(request, call, *, form=None, round_form=None):
    page = {
        "call": call,
        "progress": progress.of(call, user=request.user),
        "form": form or ReviewerForm(call=call),
        "round_form": round_form or RoundForm(instance=Round.of(call)),
    }
    return render(request, "events/reviews/desk/reviewers.html", page)


@role_required(Role.ORGANISER)
@require_POST
def round_of_reviews(request, pk):
    """Say until when reviews are wanted, and how many of each talk."""
    call = call_of(pk)
    form = RoundForm(request.POST, instance=Round.of(call))
    if not form.is_valid():
        return _show(request, call, round_form=form)
    naming.set_terms(call, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("reviews-desk:reviewers", pk)


@role_required(Role.ORGANISER)
@require_POST
def remind(request, pk):
    """Remind everybody who has reviews to write."""
    number = assigning.remind(call_of(pk), by=request.user)
    words = ngettext(
        "%(n)d reviewer is reminded by mail, at most once a day.",
        "%(n)d reviewers are reminded by mail, at most once a day.",
        number,
    )
    messages.success(request, words % {"n": number})
    return redirect("reviews-desk:reviewers", pk)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def tracks(request, pk):
    """Say which tracks somebody reviews."""
    reviewer = _reviewer(pk)
    chosen = [] if reviewer.all_tracks else list(reviewer.tracks.all())
    typed = request.POST if request.method == "POST" else None
    form = TracksForm(typed, call=reviewer.call, initial={"tracks": chosen})
    if form.is_bound and form.is_valid():
        naming.give_tracks(reviewer, **form.chosen)
        messages.success(request, _("Saved."))
        return redirect("reviews-desk:reviewers", reviewer.call_id)
    page = {"reviewer": reviewer, "call": reviewer.call, "form": form}
    return render(request, "events/reviews/desk/tracks.html", page)


@role_required(Role.ORGANISER)
@require_POST
def remove(request, pk):
    """Let somebody review no longer."""
    reviewer = _reviewer(pk)
    naming.remove(reviewer)
    words = _("%(name)s reviews no longer; reviews that are written stay and count.")
    messages.success(request, words % {"name": reviewer})
    return redirect("reviews-desk:reviewers", reviewer.call_id)


def call_of(pk):
    """Return the call with this key and all that the heads of its pages show; else 404."""
    return get_object_or_404(Call.objects.with_host(), pk=pk)


def _reviewer(pk):
    found = Reviewer.objects.filter(removed_at=None, user__isnull=False)
    calls = found.select_related("user", "call__event__series", "call__series")
    return get_object_or_404(calls, pk=pk)
