import auditlog.admin  # noqa: F401  what it registers is replaced below: it searches names our users have not
from auditlog.models import LogEntry
from django.contrib import admin

from portal.common.admin import ReadOnlyAdmin

admin.site.unregister(LogEntry)


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["timestamp", "actor", "action", "content_type", "object_repr"]
    list_filter = ["action", "content_type"]
    list_select_related = ["actor", "content_type"]
    search_fields = ["object_repr", "actor__name", "actor__email"]
    fields = ["timestamp", "actor", "action", "content_type", "object_pk", "object_repr", "changes"]
