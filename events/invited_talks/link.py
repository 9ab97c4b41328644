"""Who comes by the link of an invitation, and what they find; wrong keys are counted."""

from functools import wraps

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events.invited_talks import binding
from events.invited_talks.models import InvitedTalk
from events.submissions.models import Submission
from portal.common.limits import Limit

# Nobody guesses a signature; whoever tries is not to keep the machine busy.
LIMIT = Limit("invited-talk-key", seconds=3600, per_address=30, per_place=30)


def by_link(*methods):
    """Give a view the talk of an invitation in place of the key in its address.

    The key comes from a letter, and a visitor has no session to abuse: no CSRF token, and no cookie. Once the
    talk belongs to an account the link leads to it there; where the link is over the page says whom to ask.
    """

    def decorate(view):
        @csrf_exempt
        @never_cache
        @require_http_methods([*methods])
        @wraps(view)
        def opened(request, key, **kwargs):
            try:
                invited = _invited(request, key)
            except TooManyTries:
                return render(request, "429.html", status=429)
            if invited is None:
                raise Http404
            if request.user.is_authenticated and not invited.is_replaced:
                binding.bind(request.user)
            own = Submission.objects.for_author().get(pk=invited.submission_id)
            own.invitation, invited.submission = invited, own
            if own.submitter and not invited.is_replaced:
                return redirect(own)
            if invited.is_over:
                page = {"invited": invited, "host": own.call.host}
                return render(request, "events/invited_talks/over.html", page, status=410)
            return view(request, own, **kwargs)

        return opened

    return decorate


class TooManyTries(Exception):
    """Too many keys that never were any came from there."""


def _invited(request, key):
    if LIMIT.is_reached(request, key):
        raise TooManyTries
    try:
        return InvitedTalk.objects.select_related("invited_by").by_key(key)
    except BadSignature:
        LIMIT.allows(request, key)
        return None
