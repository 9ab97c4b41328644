from django.contrib import admin

from events.certificates.models import Certificate
from portal.common.admin import ReadOnlyAdmin


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    """To look at: certificates are issued by the verbs alone, which know what they rest on."""

    list_display = ["code", "kind", "name", "issued_at", "revoked_at", "forgotten_at"]
    list_filter = ["kind"]
    search_fields = ["code", "name"]
    exclude = ["registrations", "talks"]
