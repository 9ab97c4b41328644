"""The letters about people and projects."""

from django.utils import timezone
from django.utils.translation import get_language

from portal.common.text import plain
from portal.mail import letters, outbox


def answered(request):
    """Tell whoever asked for a change what became of it."""
    about = request.about
    letter = letters.from_template(
        "projects/mail/answer.txt",
        {
            "request": request,
            "about": plain(str(about)) if about else "",
            "address": about.get_absolute_url() if about else "",
        },
        language=get_language() or "",
        kind="change-request-answered",
        about=f"change-request:{request.pk}",
        version="1",
        to=[letters.Recipient(request.asked_by.email, str(request.asked_by), request.asked_by_id)],
        created_by_id=request.done_by_id,
        reply_to=request.done_by.email,
    )
    outbox.queue(letter)


def joined(membership, *, by, language=""):
    """Tell somebody who has an account that they have a part in a project now."""
    user, project = membership.person.user, membership.project
    letter = letters.from_template(
        "projects/mail/joined.txt",
        {"membership": membership, "by": by, "project": project, "title": plain(project.title)},
        language=language or get_language() or "",
        kind="project-joined",
        about=f"membership:{membership.pk}",
        version=f"{timezone.now():%Y-%m-%d}",  # who leaves and comes back is told again
        to=[letters.Recipient(user.email, str(user), user.pk)],
        reply_to=by.email,
        created_by_id=by.pk,
    )
    outbox.queue(letter)
