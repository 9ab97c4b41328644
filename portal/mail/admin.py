from django.contrib import admin

from portal.common.admin import ReadOnlyAdmin, ReadOnlyInline
from portal.mail.models import Delivery, Message, Subscription, Topic


class DeliveriesInline(ReadOnlyInline):
    model = Delivery
    fields = ["email", "state", "reason", "attempts", "due_at", "sent_at"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["subject", "kind", "about", "created_at", "withheld_at"]
    list_filter = ["kind", "topic"]
    search_fields = ["subject", "about", "deliveries__email"]
    inlines = [DeliveriesInline]
    exclude = ["text"]  # sign-in codes stand there; the desk shows what may be seen


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):
    list_display = ["email", "topic", "frequency", "confirmed_at", "language"]
    list_filter = ["topic", "frequency"]
    search_fields = ["email"]
    raw_id_fields = ["user"]


@admin.register(Topic)
class TopicAdmin(ReadOnlyAdmin):
    """Topics, which the app of the thing each is about keeps in step."""

    list_display = ["name", "key", "is_listed", "ended_at"]
    search_fields = ["name", "key"]
