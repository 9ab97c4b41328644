from django.contrib import admin

from events.submissions.models import Call, Move, Submission


@admin.register(Call)
class CallAdmin(admin.ModelAdmin):
    list_display = ("event", "opens_at", "closes_at")
    list_select_related = ("event",)
    autocomplete_fields = ("event",)


class MoveInline(admin.TabularInline):
    model = Move
    extra = 0
    can_delete = False
    readonly_fields = ("from_state", "to_state", "moved_by", "moved_at")

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    """For looking things up: what happens to a submission happens at the desk, and leaves a trace."""

    list_display = ("title", "speaker_name", "call", "state", "submitted_at")
    list_filter = ("state", "call__event")
    list_select_related = ("call__event",)
    search_fields = ("title", "speaker_name", "submitter__email")
    inlines = (MoveInline,)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
