from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.submissions.desk.talks import at_desk
from portal.accesslog.models import Access
from portal.accesslog.noting import note_access
from portal.accounts.roles import Role, role_required
from portal.common.personal import Subject


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def sensitive(request, pk):
    """Show the sensitive answers of an author; to see them one says so by POST, and that is written down."""
    read = at_desk(pk)
    page = {"submission": read}
    if request.method == "POST":
        page["answers"] = list(read.answers.readable_by(request.user).sensitive())
        if read.submitter and page["answers"]:
            note_access(
                request.user,
                Subject(user_id=read.submitter.pk),
                kind=Access.Kind.LOOK,
                what="sensitive answers",
                why=_("deciding on a talk (no. %(number)d)") % {"number": read.pk},
            )
    return render(request, "events/submissions/desk/sensitive.html", page)
