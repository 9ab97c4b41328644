"""Drafts saved while somebody types; the answers are for static/js/drafts.js, nothing is ever submitted here."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from events.submissions import wording, writing
from events.submissions.forms import SubmissionForm
from events.submissions.late_codes import trying
from events.submissions.models import Call, State, Submission
from portal.accounts.roles import Role, role_required

CLOSED = gettext_lazy("Nothing can be changed any more.")


class Refused(Exception):
    """It is not saved; the message says why."""


@role_required(Role.MEMBER)
@require_POST
def begin(request, slug):
    """Make a draft of what is typed for an event."""
    return _begin(request, event__slug=slug)


@role_required(Role.MEMBER)
@require_POST
def begin_in_series(request, slug):
    """Make a draft of what is typed for a series."""
    return _begin(request, series__slug=slug)


@role_required(Role.MEMBER)
@require_POST
def keep(request, pk):
    """Store what is typed into a draft."""
    drafts = Submission.objects.of(request.user).with_choices().with_co_authors()
    return store(request, get_object_or_404(drafts, pk=pk))


def _begin(request, **host):
    call = get_object_or_404(Call.objects.visible_to(request.user), **host)
    new = writing.blank(call, by=request.user)
    new.late_code, _asks = trying.opened(request, call)
    return store(request, new)


def store(request, draft):
    """Store what is typed into a draft, by account or by the link of an invitation."""
    if draft.state != State.DRAFT:
        return _refused(CLOSED)
    form = SubmissionForm(request.POST, instance=draft)
    if problems := _problems(form):
        return JsonResponse({"state": "refused", "why": problems})
    try:
        _store(draft, form)
    except writing.Overtaken:
        return JsonResponse({"state": "conflict"})
    except Refused as why:
        return _refused(str(why))
    return JsonResponse(
        {
            "state": "saved",
            "revision": draft.revision,
            "name": draft.kept_as,
            "edit": draft.ways["edit"],
            "keep": draft.keep_url,
        }
    )


def _store(draft, form):
    # Half an address in a line of a co-author keeps nobody's abstract from being saved.
    lines = form.co_authors
    try:
        writing.keep(
            draft,
            co_authors=lines.typed() if lines.is_valid() else None,
            answers=form.cleaned_data["answers"],
        )
    except writing.NotOpen as error:
        raise Refused(CLOSED) from error
    except writing.ChoiceGone as error:
        text = _("The organisers have taken away what you chose: choose again.")
        raise Refused(text) from error
    except writing.TooMany as limit:
        raise Refused(wording.too_many(limit.most)) from limit


def _problems(form):
    """Say what keeps the text from being stored: that it is too long, mostly."""
    return " ".join(
        f"{form[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()
    )


def _refused(why):
    return JsonResponse({"state": "refused", "why": str(why)})
