from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.roles import Role, role_required
from projects.invitations import accepting, known, pages
from projects.invitations.forms import InviteForm, NameForm
from projects.invitations.models import Invitation
from projects.models import Project


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Show who invites whom to what; accept on POST."""
    invitations = Invitation.objects.select_related("project", "person", "invited_by")
    found = get_object_or_404(invitations, token=token)
    if not found.is_open:
        return _over(request, found)
    if request.user.is_authenticated:
        return _as_member(request, found)
    return _as_visitor(request, found)


def _as_visitor(request, found):
    owner = known.owner(found.email)
    if owner:
        return _page(request, found, stage="sign-in" if owner.is_active else "closed")
    form = NameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": found.person.name if found.person else found.name},
    )
    if not form.is_valid():
        return _page(request, found, stage="new", form=form)
    try:
        user = accepting.accept(found, name=form.cleaned_data["name"], agreed_to=form.agreed_text)
    except accepting.CannotAccept as reason:
        return _refused(request, found, reason)
    _welcome(request, found, user)
    record_authentication(request, user, method="code", email=user.email)
    return perform_login(request, user, redirect_url=reverse("me"), email=user.email)


def _as_member(request, found):
    owner = known.owner(found.email)
    if owner not in {None, request.user}:
        return _page(request, found, stage="not-yours")
    if request.method != "POST":
        return _page(request, found, stage="as-me", is_mine=owner == request.user)
    try:
        accepting.accept(found, user=request.user)
    except accepting.CannotAccept as reason:
        return _refused(request, found, reason)
    _welcome(request, found, request.user)
    return redirect("me")


def _welcome(request, found, user):
    if found.project:
        text = _("Welcome, %(name)s: you have a part in the project now.")
    else:
        text = _("Welcome, %(name)s: this is your part of the portal.")
    messages.success(request, text % {"name": user})


def _refused(request, found, reason):
    if isinstance(reason, accepting.NotOpen):
        found.refresh_from_db()
        return _over(request, found)
    stage = "page-taken" if isinstance(reason, accepting.PageTaken) else "sign-in"
    return _page(request, found, stage=stage, status=409)


def _page(request, found, *, status=200, **context):
    page = {"invitation": found, "here": request.path, **context}
    return render(request, "projects/invitations/invitation.html", page, status=status)


def _over(request, found):
    return render(request, "projects/invitations/over.html", {"invitation": found}, status=410)


# --- Inviting to one's own project ----------------------------------------------------------------


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def project_invitations(request, slug):
    project = _led(request, slug)
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted, by=request.user, project=project)
    context = {"project": project, "invitations": project.invitations.for_list()}
    template = "projects/invitations/project.html"
    return pages.invite(request, form, context, template=template, back=_list(project))


@role_required(Role.MEMBER)
@require_POST
def send_again(request, slug, pk):
    project = _led(request, slug)
    found = get_object_or_404(project.invitations, pk=pk)
    return pages.send_again(request, found, back=_list(project))


@role_required(Role.MEMBER)
@require_POST
def revoke(request, slug, pk):
    project = _led(request, slug)
    found = get_object_or_404(project.invitations, pk=pk)
    return pages.revoke(request, found, back=_list(project))


def _led(request, slug):
    return get_object_or_404(Project.objects.editable_by(request.user), slug=slug)


def _list(project):
    return reverse("invitations:project", args=[project.slug])
