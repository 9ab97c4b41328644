from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.roles import Role, role_required
from projects import asking, editing
from projects.forms.profile import ProfileForm, RequestForm, orcid_is_proved
from projects.forms.rows import Affiliations
from projects.models import Person, Project


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """Show and save what the page about oneself says."""
    person = _own_page(request)
    if not person:
        return render(request, "projects/profile/none.html")
    posted = request.POST if request.method == "POST" else None
    form = ProfileForm(posted, instance=person)
    rows = Affiliations(posted, instance=person)
    # Both are asked, so that each says what is wrong.
    if all([form.is_valid(), rows.is_valid()]):
        editing.save_profile(form, rows)
        messages.success(request, _("Saved: this is how your page reads now."))
        return redirect("profile:profile")
    page = {
        "form": form,
        "rows": rows,
        # What was typed and not saved is not what the page is called.
        "person": Person.objects.get(pk=person.pk),
        "memberships": person.memberships.by_role(),
        "orcid_is_proved": orcid_is_proved(),
    }
    return render(request, "projects/profile/profile.html", page)


@role_required(Role.MEMBER)
@require_POST
def confirm(request):
    """Note that the page is right as it is."""
    person = get_object_or_404(Person, user=request.user)
    editing.confirm_page(person)
    messages.success(request, _("Thank you: your page is marked as right from today."))
    return redirect("profile:profile")


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """Ask for a change of one's own page."""
    return _ask(request, person=_own_page(request))


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about_project(request, slug):
    """Ask for a change of the page of a project one has a part in."""
    return _ask(request, project=get_object_or_404(Project.objects.of(request.user), slug=slug))


def _ask(request, **about):
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asking.ask(form.cleaned_data["text"], by=request.user, **about)
        messages.success(request, _("The coordination sees your request and answers by mail."))
        return redirect(about.get("project") or "profile:profile")
    mine = request.user.change_requests.order_by("-asked_at")[:20]
    return render(request, "projects/profile/ask.html", {"form": form, "mine": mine, **about})


def _own_page(request):
    return Person.objects.filter(user=request.user).first()
