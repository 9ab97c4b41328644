from django.contrib import admin

from projects.invitations.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """To look at: inviting, revoking and accepting have their verbs; the link is shown to nobody."""

    list_display = ["email", "name", "project", "state", "invited_by", "sent_at", "expires_at"]
    search_fields = ["email", "name"]
    exclude = ["token"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
