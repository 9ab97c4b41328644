from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from events.submissions.co_authors import co_speaking
from events.submissions.co_authors.forms import AnswerForm
from events.submissions.models import ASKING, Submission
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove


# The key comes from a letter, and a visitor has no session to abuse: no CSRF token, and no cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def co_speaking_page(request, key):
    """Show who asks whom to speak too; take the answer on POST."""
    co_author = _asked_by(key)
    if co_author is None or co_author.submission.state not in ASKING:
        return render(request, "events/submissions/co_speaking_over.html", status=410)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            co_speaking.answer(co_author, will=form.cleaned_data["answer"] == "yes")
        except ForbiddenMove:
            return render(request, "events/submissions/co_speaking_over.html", status=410)
        return redirect(request.path)
    page = {"co_author": co_author, "submission": co_author.submission, "form": form}
    return render(request, "events/submissions/co_speaking.html", page)


def _asked_by(key):
    try:
        return co_speaking.asked_by(key)
    except BadSignature as wrong:
        raise Http404 from wrong


@role_required(Role.MEMBER)
@require_POST
def ask(request, pk):
    own = get_object_or_404(Submission.objects.of(request.user).for_page(), pk=pk)
    return ask_others(request, own)


def ask_others(request, own):
    """Write to those who could not be asked before, since too many were on one day."""
    if left := co_speaking.ask(own):
        text = ngettext(
            "%(n)d person has to wait until tomorrow: you have asked many today.",
            "%(n)d people have to wait until tomorrow: you have asked many today.",
            left,
        )
        messages.warning(request, text % {"n": left})
    else:
        messages.success(request, _("Everybody who is to speak too has been asked."))
    return redirect(own.ways["submission"])
