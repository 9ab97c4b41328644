"""Asking for a change, and answering: what members cannot change themselves, coordinators can."""

from django.db import transaction
from django.utils import timezone

from projects import mail
from projects.models import ChangeRequest


class AnsweredMeanwhile(Exception):
    """Somebody else has answered it."""


def ask(text, *, by, person=None, project=None):
    """Write down what somebody wants changed."""
    return ChangeRequest.objects.create(text=text, asked_by=by, person=person, project=project)


@transaction.atomic
def answer(request, text, *, by):
    """Close the request, and tell whoever asked; raise AnsweredMeanwhile if it was closed before."""
    requests = ChangeRequest.objects.select_for_update(of=("self",))
    request = requests.select_related("asked_by", "person", "project").get(pk=request.pk)
    if not request.is_open:
        raise AnsweredMeanwhile
    request.answer, request.done_by, request.done_at = text, by, timezone.now()
    request.save(update_fields=["answer", "done_by", "done_at"])
    if request.asked_by:
        mail.answered(request)
    return request
