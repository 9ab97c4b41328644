"""The letter that invites; it is queued in the transaction of the invitation."""

from django.utils.translation import gettext_lazy as _

from portal.common.text import plain
from portal.mail import letters, outbox
from projects.models import Programme


def invited(invitation):
    """Send the link; sent again, it is a new letter."""
    by, project = invitation.invited_by, invitation.project
    letter = letters.from_template(
        "projects/invitations/mail/invitation.txt",
        {
            "invitation": invitation,
            "inviter": by or _("Somebody of the programme"),
            "programme": Programme.objects.first() or Programme(),
            "project": project,
            "title": plain(project.title) if project else "",
        },
        language=invitation.language,
        kind="invitation",
        about=f"invitation:{invitation.pk}",
        version=invitation.sent_at.isoformat(),
        to=[letters.Recipient(invitation.email, invitation.name)],
        reply_to=by.email if by else "",
        created_by_id=invitation.invited_by_id,
        confidential=True,  # the link is a key
        expires_at=invitation.expires_at,
    )
    outbox.queue(letter)
