"""The letters of an invitation; each is queued in the transaction of what it tells."""

from django.utils.translation import gettext_lazy as _

from portal.common.text import plain
from portal.mail import letters, outbox
from projects.models import Programme

TEMPLATES = "projects/invitations/mail"


def invited(invitation):
    """Send the link; sent again, it is a new letter."""
    letter = letters.from_template(
        f"{TEMPLATES}/invitation.txt",
        {"invitation": invitation, **_facts(invitation.invited_by, invitation.project)},
        language=invitation.language,
        kind="invitation",
        about=f"invitation:{invitation.pk}",
        version=invitation.sent_at.isoformat(),
        to=[letters.Recipient(invitation.email, invitation.name)],
        reply_to=_address_of(invitation.invited_by),
        created_by_id=invitation.invited_by_id,
        confidential=True,  # the link is a key
        expires_at=invitation.expires_at,
    )
    outbox.queue(letter)


def added(membership, *, user, by, language):
    """Tell somebody who has an account that they have a part in a project now."""
    letter = letters.from_template(
        f"{TEMPLATES}/added.txt",
        {"membership": membership, **_facts(by, membership.project)},
        language=language,
        kind="project-joined",
        about=f"membership:{membership.pk}",
        version=f"{membership.role}",
        to=[letters.Recipient(user.email, str(user), user.pk)],
        reply_to=_address_of(by),
        created_by_id=by.pk,
    )
    outbox.queue(letter)


def _facts(by, project):
    return {
        "inviter": by or _("Somebody of the programme"),
        "programme": Programme.objects.first() or Programme(),
        "project": project,
        "title": plain(project.title) if project else "",
    }


def _address_of(user):
    return user.email if user else ""
