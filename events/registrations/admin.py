from django.contrib import admin

from events.registrations.models import Registration
from portal.common.admin import ReadOnlyAdmin


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyAdmin):
    """To look at: places are given and taken by the verbs alone, which know the line and the mail."""

    list_display = ["name", "email", "event", "state", "line_number"]
    list_filter = ["state"]
    list_select_related = ["event"]
    search_fields = ["name", "email"]
