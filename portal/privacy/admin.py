from django.contrib import admin

from portal.common.admin import ReadOnlyAdmin, ReadOnlyInline
from portal.privacy.models import RetentionLine, RetentionRun


class LineInline(ReadOnlyInline):
    model = RetentionLine


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "finished_at"]
    inlines = [LineInline]
