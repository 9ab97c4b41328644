from django.contrib import admin

from portal.accesslog.models import Access
from portal.common.admin import ReadOnlyAdmin


@admin.register(Access)
class AccessAdmin(ReadOnlyAdmin):
    list_display = ["noted_at", "who", "kind", "what", "whose", "why"]
    list_filter = ["kind"]
    list_select_related = ["who", "whose"]
    search_fields = ["who__name", "who__email", "why"]
    exclude = ["address_key"]
