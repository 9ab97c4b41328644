from django.contrib import admin

from news.models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "state", "date", "published_at", "language"]
    list_filter = ["state", "language"]
    search_fields = ["title", "summary", "body"]
    readonly_fields = ["state"]
    raw_id_fields = ["author", "projects"]
