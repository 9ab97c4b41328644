from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.accounts.roles import Role, role_required
from projects import asking, binding, directory, editing
from projects.forms.filters import NameForm
from projects.forms.people import AddressForm, DirectoryForm, RolesForm
from projects.forms.profile import AnswerForm, PersonForm
from projects.forms.rows import Affiliations, Memberships
from projects.invitations.known import owner
from projects.invitations.models import Invitation
from projects.models import ChangeRequest, Person

PER_PAGE = 50
SHOWN = 10


@role_required(Role.COORDINATOR)
@require_safe
def people(request):
    """List everybody: pages, and accounts without one."""
    form = DirectoryForm(request.GET)
    page = directory.page_of(request.GET.get("page"), **form.chosen())
    context = {"page": page, "filter": form, "requests": ChangeRequest.objects.open().count()}
    return render(request, "projects/desk/people.html", context)


@role_required(Role.COORDINATOR)
@require_safe
def person(request, pk):
    """Show somebody with page, account, parts in projects and invitations."""
    found = get_object_or_404(Person.objects.with_affiliations().select_related("user"), pk=pk)
    return _dossier(request, found, found.user)


@role_required(Role.COORDINATOR)
@require_safe
def account(request, pk):
    """Show an account that has no page; ?q= looks for the page that is to be its own."""
    user = get_object_or_404(User, pk=pk)
    if page := binding.page_of(user):
        return redirect("people-desk:person", page.pk)
    form = NameForm(request.GET)
    text = form.cleaned_data.get("q", "") if form.is_valid() else ""
    free = Person.objects.filter(user=None).named_like(text or user.name).for_list()
    return _dossier(request, None, user, text=text, found=free[:SHOWN])


def _dossier(request, person, user, **context):
    if user:
        granted = list(user.groups.values_list("name", flat=True))
        context["roles"] = RolesForm(initial={"roles": granted})
        context["addresses"] = user.emailaddress_set.order_by("-primary", "email")
    if person:
        context["memberships"] = person.memberships.by_role()
        context["invitations"] = Invitation.objects.filter(person=person).for_list()[:SHOWN]
        context["requests"] = person.change_requests.open()
    context |= {"person": person, "account": user, "address": AddressForm()}
    return render(request, "projects/desk/person.html", context)


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change what a page says, with places of work and parts in projects."""
    found = get_object_or_404(Person, pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = PersonForm(posted, instance=found)
    affiliations = Affiliations(posted, instance=found, prefix="affiliations")
    memberships = Memberships(posted, instance=found, prefix="memberships")
    # All of them are asked, so that each says what is wrong.
    valid = [form.is_valid(), affiliations.is_valid(), memberships.is_valid()]
    if all(valid):
        editing.save_person(form, affiliations, memberships)
        messages.success(request, _("Saved."))
        return redirect("people-desk:person", pk)
    context = {
        "form": form,
        "affiliations": affiliations,
        "memberships": memberships,
        "person": Person.objects.get(pk=pk),
    }
    return render(request, "projects/desk/edit.html", context)


@role_required(Role.COORDINATOR)
@require_POST
def bind(request, pk):
    """Join a page to the account of an address."""
    found = get_object_or_404(Person, pk=pk)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, "; ".join(map(str, form.errors["email"])))
        return redirect("people-desk:person", pk)
    user = owner(form.cleaned_data["email"].lower())
    if user is None:
        messages.error(request, _("No account has this address: invite them instead."))
    else:
        _bind(request, user, found)
    return redirect("people-desk:person", pk)


def _bind(request, user, person):
    try:
        binding.bind(user, person)
    except binding.Taken as taken:
        text = _("Not joined: %(name)s has a page and an account already.")
        messages.error(request, text % {"name": taken.person})
    else:
        text = _("The page of %(name)s belongs to the account %(email)s now.")
        messages.success(request, text % {"name": person, "email": user.email})


@role_required(Role.COORDINATOR)
@require_POST
def unbind(request, pk):
    """Part a page from its account; both stay."""
    binding.unbind(get_object_or_404(Person, pk=pk))
    messages.success(request, _("The page has no account any more; both are kept."))
    return redirect("people-desk:person", pk)


@role_required(Role.COORDINATOR)
@require_POST
def give_page(request, pk):
    """Give an account the page that was chosen, or a new one."""
    user = get_object_or_404(User, pk=pk)
    chosen = request.POST.get("person", "")
    if chosen == "new":
        binding.page_for(user)
        messages.success(request, _("The account has a page of its own now."))
    elif chosen.isascii() and chosen.isdigit():
        _bind(request, user, get_object_or_404(Person, pk=chosen))
    return redirect("people-desk:account", pk)


@role_required(Role.COORDINATOR)
@require_safe
def requests(request):
    """List what members want changed, open ones first come first."""
    done = request.GET.get("state") == "done"
    found = ChangeRequest.objects.done() if done else ChangeRequest.objects.open()
    page = Paginator(found.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "states": [("", _("Open")), ("done", _("Answered"))],
        "wanted": "done" if done else "",
    }
    return render(request, "projects/desk/requests.html", context)


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_request(request, pk):
    """Show what somebody wants changed; answer it on POST."""
    found = get_object_or_404(ChangeRequest.objects.for_list(), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asking.answer(found, form.cleaned_data["answer"], by=request.user)
        except asking.AnsweredMeanwhile:
            found.refresh_from_db()
            form.add_error(None, _("Somebody else has answered this meanwhile."))
        else:
            messages.success(request, _("Answered, and told by mail."))
            return redirect("people-desk:requests")
    return render(request, "projects/desk/request.html", {"asked": found, "form": form})
