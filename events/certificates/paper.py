"""Certificates as PDF."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events import when
from events.certificates import wording
from portal.common import codes, typesetting
from projects.masthead import masthead

TEMPLATE = "certificate.typ"


def pdf(certificates):
    """Return these certificates as one PDF, a page or more each; the same ones give the same bytes."""
    issued_at = max(one.issued_at for one in certificates)
    return typesetting.pdf(TEMPLATE, data(certificates), at=issued_at)


def data(certificates):
    """Return what the template prints."""
    with translation.override(certificates[0].language):
        return {
            "title": str(certificates[0].get_kind_display()),
            "language": certificates[0].language[:2],
            "head": masthead(),
            "qr": str(_("QR code with the address at which this certificate is verified")),
            "certificates": [_page(one) for one in certificates],
        }


def _page(certificate):
    before, what = wording.sentence(certificate)
    address = settings.SITE_URL + certificate.get_absolute_url()
    day = timezone.localdate(certificate.issued_at)
    return {
        "kind": str(certificate.get_kind_display()),
        "number": certificate.code,
        "before_name": _("This is to certify that"),
        "name": certificate.name,
        "before": before,
        "what": what,
        "details": wording.details(certificate),
        "columns": [_("Date"), _("What"), _("Place"), _("Duration")],
        "entries": wording.entries(certificate),
        "issued": _("Issued on %(day)s") % {"day": when.days(day, day)},
        "verify": _(
            "Issued electronically and valid without a signature. Anybody can verify it at:"
        ),
        "address": address,
        "shown": address.removeprefix("https://").removeprefix("http://"),
        "code": codes.for_paper(address),
    }
