from typing import Any

from django.contrib import admin
from django.db.models import URLField

from news.models import Article, Move
from portal.common.admin import ReadOnlyInline

HTTPS: Any = {URLField: {"assume_scheme": "https"}}


class MoveInline(ReadOnlyInline):
    model = Move
    fields = readonly_fields = ("from_state", "to_state", "moved_by", "moved_at")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "state", "date", "published_at", "language"]
    list_filter = ["state", "language"]
    search_fields = ["title", "summary", "body"]
    readonly_fields = ["state"]  # its steps are taken, and remembered, at the desk
    raw_id_fields = ["author", "projects"]
    inlines = [MoveInline]
    formfield_overrides = HTTPS
