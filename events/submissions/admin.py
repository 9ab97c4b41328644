from django.contrib import admin

from events.submissions.models import Call, Move, Submission
from portal.common.admin import ReadOnlyAdmin, ReadOnlyInline


@admin.register(Call)
class CallAdmin(admin.ModelAdmin):
    list_display = ("__str__", "opens_at", "closes_at")
    list_select_related = ("event", "series")
    autocomplete_fields = ("event",)


class MoveInline(ReadOnlyInline):
    model = Move
    fields = readonly_fields = ("from_state", "to_state", "moved_by", "moved_at")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """For looking things up: what happens to a submission happens at the desk, and leaves a trace."""

    list_display = ("title", "speaker_name", "call", "state", "submitted_at")
    list_filter = ("state", "call__event", "call__series")
    list_select_related = ("call__event", "call__series")
    search_fields = ("title", "speaker_name", "submitter__email")
    inlines = (MoveInline,)
