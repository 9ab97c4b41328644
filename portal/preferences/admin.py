from django.contrib import admin

from portal.preferences.models import Preferences


@admin.register(Preferences)
class PreferencesAdmin(admin.ModelAdmin):
    """One row, which the desk's settings make."""

    list_display = ["__str__", "signup", "sender_name", "reply_to"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
