from typing import Any

from django.contrib import admin
from django.db.models import URLField

from events.models import Event, Series, Session, Speaker, Talk

HTTPS: Any = {URLField: {"assume_scheme": "https"}}


class SpeakerInline(admin.TabularInline):
    model = Speaker
    extra = 0
    raw_id_fields = ["person"]


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    list_display = ["title", "rhythm", "is_sample"]
    search_fields = ["title"]
    formfield_overrides = HTTPS


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "day", "state", "capacity", "places_taken"]
    list_filter = ["kind", "state", "visibility"]
    search_fields = ["title"]
    readonly_fields = ["state", "places_taken"]  # the desk publishes and cancels, and tells people
    autocomplete_fields = ["series"]
    formfield_overrides = HTTPS


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    list_display = ["title", "event", "starts_at", "room"]
    list_select_related = ["event"]
    search_fields = ["title", "event__title"]
    raw_id_fields = ["event"]
    readonly_fields = ["room", "starts_at", "ends_at"]  # the desk arranges, and tells people


@admin.register(Talk)
class TalkAdmin(admin.ModelAdmin):
    list_display = ["title", "event", "starts_at", "is_cancelled"]
    list_select_related = ["event"]
    list_filter = ["is_cancelled"]
    search_fields = ["title"]
    raw_id_fields = ["event"]
    readonly_fields = ["session", "room", "starts_at", "ends_at"]  # as of sessions
    inlines = [SpeakerInline]
