from django.contrib import admin

from projects.admin import HTTPS
from projects.publications.models import Authorship, Publication


class AuthorshipInline(admin.TabularInline):
    model = Authorship
    extra = 1
    autocomplete_fields = ["person"]


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ["title", "date", "venue", "doi", "arxiv_id"]
    search_fields = ["title", "authorships__name", "doi", "arxiv_id"]
    autocomplete_fields = ["projects"]
    inlines = [AuthorshipInline]
    formfield_overrides = HTTPS
