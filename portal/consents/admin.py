from django.contrib import admin

from portal.common.admin import ReadOnlyAdmin
from portal.consents.models import Consent, ConsentText


@admin.register(ConsentText)
class ConsentTextAdmin(ReadOnlyAdmin):
    list_display = ["purpose", "version", "valid_from", "published_at"]
    list_filter = ["purpose"]


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ["given_at", "text", "user", "email", "about"]
    list_filter = ["text__purpose"]
    list_select_related = ["text", "user"]
    search_fields = ["email", "user__email", "about"]
