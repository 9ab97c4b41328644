"""What authors answered, at the desk: counted, as a table, and the sensitive answers apart."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.submissions import answering, exporting
from events.submissions.desk.talks import at_desk
from events.submissions.models import Call, CallAnswer, CallQuestion
from portal.accesslog.models import Access
from portal.accesslog.noting import note_accesses
from portal.accounts.roles import Role, role_required
from portal.common import attachments
from portal.common.personal import Subject

PER_PAGE = 50


@role_required(Role.ORGANISER)
@require_safe
def overview(request, pk):
    """Show how often what was answered, and by whom, for the questions this reader may know the answers of."""
    call = get_object_or_404(Call.objects.with_host(), pk=pk)
    questions = call.questions.readable_by(request.user)
    talks = answering.answered_by(call).prefetch_related("answers__question")
    columns = exporting.of_questions(call, request.user)
    shown = Paginator(talks, PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "call": call,
        "tallies": answering.tallies(call, questions),
        "others": call.questions.exclude(pk__in=questions),
        "columns": columns,
        "page": shown,
        "rows": [
            (talk, [(one.heading, one.value(talk)) for one in columns])
            for talk in shown.object_list
        ],
    }
    return render(request, "events/submissions/desk/answers.html", page)


@role_required(Role.ORGANISER)
@require_safe
def csv(request, pk):
    """What was proposed to a call, with the answers, as CSV."""
    return attachments.as_csv(*_table(request, pk))


@role_required(Role.ORGANISER)
@require_safe
def xlsx(request, pk):
    """What was proposed to a call, with the answers, as a spreadsheet."""
    return attachments.as_xlsx(*_table(request, pk))


def _table(request, pk):
    call = get_object_or_404(Call.objects.with_host(), pk=pk)
    columns = exporting.columns(call, request.user)
    return call.host.slug, columns, exporting.rows(answering.answered_by(call), columns)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def of_question(request, pk):
    """List who answered what to a sensitive question; to see it one says so by POST, and that is written down."""
    readable = CallQuestion.objects.readable_by(request.user).sensitive()
    found = get_object_or_404(readable.select_related("call__event", "call__series"), pk=pk)
    page = {"call": found.call, "question": found}
    if request.method == "POST":
        given = found.answers.filter(submission__in=answering.answered_by(found.call).order_by())
        given = given.select_related("question", "submission__submitter")
        page["answers"] = answers = list(given.order_by("submission__submitted_at", "pk"))
        _note(
            request.user, answers, _("deciding on the talks of a call (no. %(number)d)"), found.call
        )
    return render(request, "events/submissions/desk/answers_of_question.html", page)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def sensitive(request, pk):
    """Show the sensitive answers of an author; to see them one says so by POST, and that is written down."""
    read = at_desk(pk)
    page = {"submission": read}
    if request.method == "POST":
        given = CallAnswer.objects.readable_by(request.user).sensitive()
        page["answers"] = answers = list(given.filter(submission=read).select_related("submission"))
        _note(request.user, answers, _("deciding on a talk (no. %(number)d)"), read)
    return render(request, "events/submissions/desk/sensitive.html", page)


def _note(user, answers, why, about):
    """Write down that somebody looked at what these authors answered."""
    authors = {one.submission.submitter_id for one in answers} - {None}
    note_accesses(
        user,
        [Subject(user_id=author) for author in authors],
        kind=Access.Kind.LOOK,
        what="sensitive answers",
        why=why % {"number": about.pk},
    )
