from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.roles import Role, role_required
from projects import editing
from projects.forms.filters import NameForm
from projects.forms.project import JoinForm, ProjectForm, Team
from projects.models import Membership, Person, Project

SHOWN = 8
LEADS = Membership.Role.PRINCIPAL_INVESTIGATOR


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    """Show and save what the page of a project says."""
    project = _editable(request, slug)
    form = _form(request, project)
    context = {"form": form, "project": Project.objects.get(pk=project.pk)}
    if form.wants_preview:
        context |= form.rehearsal()
    elif form.is_bound and form.is_valid():
        try:
            editing.save_project(form)
        except editing.ChangedMeanwhile as change:
            form.admit_conflict(change.stored)
            context["stored"] = change.stored
        else:
            messages.success(request, _("Saved: this is how the page reads now."))
            return redirect(project)
    return render(request, "projects/edit/edit.html", context)


@role_required(Role.MEMBER)
@require_POST
def preview(request, slug):
    form = _form(request, _editable(request, slug))
    return render(request, "projects/edit/preview.html", form.rehearsal())


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request, slug):
    """Show and save who has which part from when to when; ?q= looks for somebody to add."""
    project = _editable(request, slug)
    rows = Team(
        request.POST if request.method == "POST" else None,
        instance=project,
        queryset=_rows(request, project).select_related("person"),
        form_kwargs={"by_coordinator": _coordinates(request)},
    )
    if rows.is_bound and rows.is_valid():
        rows.save()
        messages.success(request, _("The team is saved."))
        return redirect("projects:team", slug)
    form = NameForm(request.GET)
    text = form.cleaned_data.get("q", "") if form.is_valid() else ""
    context = {
        "project": project,
        "rows": rows,
        "leaders": [] if _coordinates(request) else _leaders(project),
        "text": text,
        "found": _found(project, text),
        "parts": Membership.Role.choices if _coordinates(request) else Membership.Role.choices[1:],
    }
    return render(request, "projects/edit/team.html", context)


@role_required(Role.MEMBER)
@require_POST
def join(request, slug):
    """Add somebody who has a page to the team."""
    project = _editable(request, slug)
    form = JoinForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["role"] == LEADS and not _coordinates(request)):
        raise Http404
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    if editing.add_to_team(person, project, form.cleaned_data["role"], by=request.user):
        messages.success(request, _("%(name)s is in the team now.") % {"name": person})
    else:
        messages.info(request, _("%(name)s was in the team already.") % {"name": person})
    return redirect("projects:team", slug)


def _editable(request, slug):
    return get_object_or_404(Project.objects.editable_by(request.user), slug=slug)


def _coordinates(request):
    return request.user.has_role(Role.COORDINATOR)


def _form(request, project):
    posted = request.POST if request.method == "POST" else None
    return ProjectForm(posted, instance=project, may_retitle=_coordinates(request))


def _rows(request, project):
    """Who leads a project is for coordinators to change."""
    return (
        project.memberships.all()
        if _coordinates(request)
        else project.memberships.exclude(role=LEADS)
    )


def _leaders(project):
    return project.memberships.filter(role=LEADS).select_related("person")


def _found(project, text):
    if not text.strip():
        return []
    team = project.memberships.current().values("person")
    return Person.objects.named_like(text).exclude(pk__in=team).for_list()[:SHOWN]
