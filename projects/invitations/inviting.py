"""Inviting people: what would happen to each, inviting, sending again, revoking."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.mail.models.subscription import normal
from projects import binding
from projects import mail as people_mail
from projects.invitations import mail
from projects.invitations.addresses import Recipient
from projects.invitations.known import Known, namesakes
from projects.invitations.models import LIFE, Invitation
from projects.models import Membership, Person, Project
from projects.names import folded


@dataclass(frozen=True)
class Offer:
    """To what somebody is invited: a part in a project, roles, in which language."""

    project: Project | None = None
    project_role: str = ""
    roles: tuple[str, ...] = ()
    language: str = "en"
    person: Person | None = None  # whose page it is to open, where that is known
    known_pages: bool = True  # else everybody gets a new page, whoever bears the name already


class Outcome(models.TextChoices):
    """What inviting somebody comes to."""

    INVITE = "invite", _("New invitation")
    AGAIN = "again", _("Invited already: the mail is sent again")
    ADD = "add", _("Has an account: joins the project at once")
    MEMBER = "member", _("Takes part already")
    CLOSED = "closed", _("The account of this address is closed")
    UNCLEAR = "unclear", _("Not understood")


@dataclass(frozen=True)
class Step:
    """One recipient of a list and what inviting comes to; `person` is the page it opens."""

    recipient: Recipient
    outcome: Outcome
    person: Person | None = None
    account: User | None = None
    invitation: Invitation | None = None

    @property
    def does_something(self):
        return self.outcome in {Outcome.INVITE, Outcome.AGAIN, Outcome.ADD}


def plan(recipients, offer, *, by):
    """Return what inviting each recipient would come to; nothing is changed."""
    clear = [recipient for recipient in recipients if not recipient.problem]
    known = Known(clear, project=offer.project)
    pages = {}
    if offer.known_pages and not offer.person:
        pages = namesakes(
            clear, project=offer.project, by_coordinator=by.has_role(Role.COORDINATOR)
        )
    # Two of one name in a list are two people.
    named = Counter(folded(recipient.name) for recipient in clear)
    pages = {name: page for name, page in pages.items() if named[name] == 1}
    return [_step(recipient, offer, known, pages) for recipient in recipients]


def _step(recipient, offer, known, pages):
    if recipient.problem:
        return Step(recipient, Outcome.UNCLEAR)
    if account := known.account(recipient.email):
        page = known.page(recipient.email)
        return Step(recipient, _of_account(account, page, offer, known), page, account)
    person = offer.person or pages.get(folded(recipient.name))
    if invitation := known.invitation(recipient.email):
        return Step(recipient, Outcome.AGAIN, invitation.person or person, invitation=invitation)
    return Step(recipient, Outcome.INVITE, person)


def _of_account(account, page, offer, known):
    if not account.is_active:
        return Outcome.CLOSED
    if not offer.project or (page and known.is_in_team(page)):
        return Outcome.MEMBER
    return Outcome.ADD


@transaction.atomic
def invite_many(recipients, offer, *, by):
    """Invite everybody as `plan` says; return the steps that were taken.

    Raise PermissionDenied where it is not for `by` to offer this.
    """
    _check(offer, by)
    return [_take(step, offer, by) for step in plan(recipients, offer, by=by)]


def invite(email, offer, *, by, name=""):
    """Invite one address; return the step that was taken."""
    (step,) = invite_many([Recipient([1], email, normal(email), name)], offer, by=by)
    return step


def _check(offer, by):
    if by.has_role(Role.COORDINATOR):
        return
    leads = offer.project and Project.objects.led_by(by).filter(pk=offer.project.pk).exists()
    more = set(offer.roles) - {Role.MEMBER}
    if not leads or more or offer.project_role == Membership.Role.PRINCIPAL_INVESTIGATOR:
        raise PermissionDenied


def _take(step, offer, by):
    if step.outcome == Outcome.ADD:
        _add(step, offer, by)
    elif step.outcome == Outcome.INVITE:
        _invite(step, offer, by)
    elif step.outcome == Outcome.AGAIN:
        _extend(step.invitation, offer, by, step)
    return step


def _add(step, offer, by):
    person = step.person or binding.page_for(step.account, step.recipient.name)
    if membership := binding.join(person, offer.project, offer.project_role):
        people_mail.joined(membership, by=by, language=offer.language)


def _invite(step, offer, by):
    invitation = Invitation(
        email=step.recipient.email,
        name=step.recipient.name,
        person=step.person,
        project=offer.project,
        project_role=offer.project_role if offer.project else "",
        roles=list(offer.roles),
        language=offer.language,
        invited_by=by,
    )
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        # Somebody else invited the same address this very moment: theirs is sent again.
        waiting = Invitation.objects.unanswered().filter(project=offer.project)
        _extend(waiting.get(email=invitation.email), offer, by, step)
    else:
        mail.invited(invitation)


def _extend(invitation, offer, by, step):
    invitation = lock(invitation)
    if not invitation.is_unanswered:
        return  # answered this very moment
    invitation.name = step.recipient.name or invitation.name
    invitation.person = invitation.person or step.person
    invitation.invited_by, invitation.language = by, offer.language
    # A list pasted later takes nothing away that somebody was offered before.
    invitation.roles = list(dict.fromkeys([*invitation.roles, *offer.roles]))
    if invitation.project_role != Membership.Role.PRINCIPAL_INVESTIGATOR:
        invitation.project_role = offer.project_role if offer.project else ""
    _send(invitation)


@transaction.atomic
def send_again(invitation):
    """Send the mail once more and let the invitation hold for another month; tell whether it could be."""
    invitation = lock(invitation)
    if invitation.is_unanswered:
        _send(invitation)
    return invitation.is_unanswered


@transaction.atomic
def revoke(invitation):
    """Let the link open nothing any more; tell whether nobody had accepted before."""
    invitation = lock(invitation)
    if invitation.is_unanswered:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
    return not invitation.accepted_at


def revoke_all_to(emails, person=None):
    """Revoke whatever these addresses, or this person, were invited to; return how many."""
    to = models.Q(email__in=emails)
    if person:
        to |= models.Q(person=person)
    return Invitation.objects.unanswered().filter(to).update(revoked_at=timezone.now())


def lock(invitation):
    """Return the stored invitation, held until the transaction ends."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("project", "person", "invited_by")
        .get(pk=invitation.pk)
    )


def _send(invitation):
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LIFE
    invitation.save()
    mail.invited(invitation)
