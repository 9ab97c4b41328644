from django.contrib import admin

from portal.common.admin import ReadOnlyAdmin
from projects.invitations.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """To look at: inviting, revoking and accepting have their verbs; the link is shown to nobody."""

    list_display = ["email", "name", "project", "state", "invited_by", "sent_at", "expires_at"]
    list_select_related = ["project", "invited_by"]
    search_fields = ["email", "name"]
    exclude = ["token"]
