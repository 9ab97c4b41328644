from django.contrib import admin

from events.registrations.models import Registration


@admin.register(Registration)
class RegistrationAdmin(admin.ModelAdmin):
    """To look at: places are given and taken by the verbs alone, which know the line and the mail."""

    list_display = ["name", "email", "event", "state", "line_number"]
    list_filter = ["state"]
    search_fields = ["name", "email"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
