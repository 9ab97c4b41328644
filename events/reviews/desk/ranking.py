from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from events.reviews import ranking as rows
from events.reviews.desk.reviewers import call_of
from events.submissions import deciding
from events.submissions.forms import DecisionForm
from events.submissions.models import Submission
from events.submissions.writing import Overtaken
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

TEMPLATE = "events/reviews/desk/ranking.html"
NOTHING = {"state": ""}  # which is no decision, and is refused
COLUMNS = [
    ("title", gettext_lazy("Talk")),
    ("track", gettext_lazy("Track")),
    ("mean", gettext_lazy("Mean")),
    ("adjusted", gettext_lazy("Adjusted")),
    ("number", gettext_lazy("Reviews")),
    ("spread", gettext_lazy("Spread")),
    ("state", gettext_lazy("State")),
    ("decision", gettext_lazy("Decision")),
]


@role_required(Role.ORGANISER)
@require_safe
def ranking(request, pk):
    """The talks of a call, best first or by another column."""
    call = call_of(pk)
    sort = request.GET.get("sort", "")
    sort = sort if sort in rows.KEYS else "mean"
    ranked = sorted(rows.of(call, user=request.user), key=rows.KEYS[sort])
    page = {"call": call, "rows": ranked, "sort": sort, "columns": _columns(call)}
    return render(request, TEMPLATE, page)


def _columns(call):
    """The columns of the list by their keys; a call without tracks needs none for them."""
    has_tracks = call.tracks.exists()
    return {key: label for key, label in COLUMNS if key != "track" or has_tracks}


@role_required(Role.ORGANISER)
@require_POST
def stage(request, pk):
    """Note a decision from the list; nobody is told yet."""
    talk = get_object_or_404(Submission.objects.for_organisers().for_page(), pk=pk)
    form = DecisionForm(request.POST)
    try:
        deciding.stage(talk, by=request.user, **(form.cleaned_data if form.is_valid() else NOTHING))
    except ForbiddenMove:
        messages.error(request, _("This talk has already been decided."))
    except deciding.DecidedMeanwhile:
        messages.error(request, _("Somebody else has decided meanwhile: see here."))
    except Overtaken:
        messages.error(request, _("The text was changed since you opened this page: read it."))
    else:
        messages.success(request, _("Noted; nobody is told yet."))
    if not request.htmx:
        return redirect(f"{reverse('reviews-desk:ranking', args=[talk.call_id])}#talk-{talk.pk}")
    page = {"row": _row(request.user, talk), "columns": _columns(talk.call)}
    return render(request, f"{TEMPLATE}#row", page)


def _row(user, talk):
    for row in rows.of(talk.call, user=user):
        if row.talk.pk == talk.pk:
            return row
    raise Http404
