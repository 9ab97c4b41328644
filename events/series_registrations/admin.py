from django.contrib import admin

from events.series_registrations.models import SeriesRegistration
from portal.common.admin import ReadOnlyAdmin


@admin.register(SeriesRegistration)
class SeriesRegistrationAdmin(ReadOnlyAdmin):
    """To look at: the sessions follow from it, by the verbs alone."""

    list_display = ["name", "email", "series", "state"]
    list_filter = ["state"]
    list_select_related = ["series"]
    search_fields = ["name", "email"]
