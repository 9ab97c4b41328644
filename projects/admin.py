from typing import Any

from django.contrib import admin
from django.db.models import URLField

from portal.common.admin import ReadOnlyAdmin
from projects.models import (
    Affiliation,
    Alias,
    Area,
    ChangeRequest,
    Institution,
    Membership,
    Person,
    Perspective,
    Phase,
    Programme,
    Project,
)

HTTPS: Any = {URLField: {"assume_scheme": "https"}}


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0


class AffiliationInline(admin.TabularInline):
    model = Affiliation
    extra = 0
    autocomplete_fields = ["institution"]


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["person"]


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    autocomplete_fields = ["coordinator", "host", "committee"]
    formfield_overrides = HTTPS

    def has_add_permission(self, request):
        """There is one programme; where there is none yet, a bundle brings it."""
        return False


@admin.register(Phase)
class PhaseAdmin(admin.ModelAdmin):
    list_display = ["number", "label", "start", "end"]


@admin.register(Perspective)
class PerspectiveAdmin(admin.ModelAdmin):
    list_display = ["name", "position"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Institution)
class InstitutionAdmin(admin.ModelAdmin):
    list_display = ["name", "city", "country", "part"]
    list_filter = ["country"]
    search_fields = ["name", "aliases__name", "city"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasInline]
    formfield_overrides = HTTPS


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "orcid", "user", "is_sample"]
    list_filter = ["is_sample"]
    list_select_related = ["user"]
    search_fields = ["search_name", "name", "orcid"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["user"]
    inlines = [AffiliationInline]
    formfield_overrides = HTTPS


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):
    list_display = ["title", "acronym", "gepris_id", "start", "end"]
    list_filter = ["phases", "perspectives"]
    search_fields = ["title", "acronym", "gepris_id"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["areas", "institutions"]
    inlines = [MembershipInline]
    formfield_overrides = HTTPS


@admin.register(ChangeRequest)
class ChangeRequestAdmin(ReadOnlyAdmin):
    """To look at: asking and answering have their verbs."""

    list_display = ["text", "person", "project", "asked_by", "asked_at", "done_at"]
    list_select_related = ["person", "project", "asked_by"]
    search_fields = ["text", "answer"]
