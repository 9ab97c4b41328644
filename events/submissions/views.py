from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from events.submissions import authoring, writing
from events.submissions.late_codes import trying
from events.submissions.models import Call, Submission
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
def submit(request, slug):
    """Propose a talk for an event."""
    return _submit(request, event__slug=slug)


@role_required(Role.MEMBER)
def submit_to_series(request, slug):
    """Propose a talk for a series."""
    return _submit(request, series__slug=slug)


def _submit(request, **host):
    call = get_object_or_404(Call.objects.visible_to(request.user), **host)
    new = writing.blank(call, by=request.user)
    new.late_code, asks = trying.opened(request, call)
    return authoring.write(request, new, asks=asks)


@role_required(Role.MEMBER)
def edit(request, pk):
    return authoring.edit(request, _own(request, pk))


@role_required(Role.MEMBER)
@require_POST
def preview(request):
    return authoring.preview(request)


@role_required(Role.MEMBER)
def submission(request, pk):
    return authoring.show(request, _own(request, pk))


@role_required(Role.MEMBER)
def introduce(request, pk):
    """Write the short CV that the organisers of an accepted talk still wait for."""
    return authoring.introduce(request, _own(request, pk))


@role_required(Role.MEMBER)
@require_POST
def confirm(request, pk):
    """Say that an accepted talk will be given."""
    return authoring.confirm(request, _own(request, pk))


@role_required(Role.MEMBER)
@require_POST
def withdraw(request, pk):
    return authoring.withdraw(request, _own(request, pk))


@role_required(Role.MEMBER)
@require_POST
def take_up_again(request, pk):
    return authoring.take_up_again(request, _own(request, pk))


def _own(request, pk):
    return get_object_or_404(Submission.objects.of(request.user).for_author(), pk=pk)
