"""The letters about people and projects."""

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
