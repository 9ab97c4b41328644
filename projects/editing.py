"""Changing pages: the one about oneself, and those of the projects one leads."""

from django.db import transaction
from django.utils import timezone

from projects import binding, mail
from projects.models import Person, Project


class ChangedMeanwhile(Exception):
    """Somebody else saved the page since it was opened; `stored` is what they left."""

    def __init__(self, stored):
        super().__init__()
        self.stored = stored


@transaction.atomic
def save_profile(form, *rows):
    """Keep what somebody says about themselves; whoever saves it says that it is right."""
    form.instance.reviewed_at = timezone.now()
    person = form.save()
    for formset in rows:
        formset.save()
    return person


@transaction.atomic
def save_person(form, *rows):
    """Keep what a coordinator says about somebody."""
    person = form.save()
    for formset in rows:
        formset.save()
    return person


def confirm_page(person):
    """Note that the person has looked at the page and found it right."""
    Person.objects.filter(pk=person.pk).update(reviewed_at=timezone.now())


@transaction.atomic
def save_project(form):
    """Keep what a valid form says of a project; raise ChangedMeanwhile with nothing saved."""
    stored = Project.objects.select_for_update().get(pk=form.instance.pk)
    if form.version(stored) != form.cleaned_data["seen"]:
        raise ChangedMeanwhile(stored)
    form.instance.save(update_fields=form.written)
    return form.instance


@transaction.atomic
def add_to_team(person, project, role, *, by):
    """Give somebody a part in the project, and tell them if they have an account; None if they had one."""
    membership = binding.join(person, project, role)
    if membership and person.user and person.user != by:
        mail.joined(membership, by=by)
    return membership
