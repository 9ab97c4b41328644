from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.roles import Role, role_required
from projects.invitations import pages
from projects.invitations.forms import CoordinatorsInviteForm, StateForm
from projects.invitations.models import Invitation
from projects.models import Person

PER_PAGE = 50
LIST = "invitations-desk:invitations"


@role_required(Role.COORDINATOR)
@require_safe
def invitations(request):
    form = StateForm(request.GET)
    found = Invitation.objects.in_state(form.wanted).for_list()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": StateForm.CHOICES, "wanted": form.wanted}
    return render(request, "projects/invitations/desk/invitations.html", context)


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Invite a list of people; with ?person= to the page of somebody who is known already."""
    person = _asked_for(request.GET.get("person", ""))
    posted = request.POST if request.method == "POST" else None
    form = CoordinatorsInviteForm(posted, by=request.user, initial={"person": person})
    template = "projects/invitations/desk/invite.html"
    return pages.invite(request, form, {"person": person}, template=template, back=reverse(LIST))


def _asked_for(pk):
    known = Person.objects.filter(user=None)
    return get_object_or_404(known, pk=pk) if pk.isascii() and pk.isdigit() else None


@role_required(Role.COORDINATOR)
@require_POST
def send_again(request, pk):
    return pages.send_again(request, get_object_or_404(Invitation, pk=pk), back=reverse(LIST))


@role_required(Role.COORDINATOR)
@require_POST
def revoke(request, pk):
    return pages.revoke(request, get_object_or_404(Invitation, pk=pk), back=reverse(LIST))
