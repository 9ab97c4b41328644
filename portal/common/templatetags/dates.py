"""{% load dates %}: dates as precisely as they are known, and exact moments in their own zone."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.common import moments
from portal.common.partial_dates import PartialDate, display_range

register = template.Library()


@register.filter
def partial_date(value: PartialDate | None) -> str:
    """Return "2021", "March 2021" or "1 July 2021"; nothing for an unknown date."""
    return value.display() if value else ""


@register.simple_tag
def date_range(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return "March 2021 – February 2022", "since 2021" or "until 2024"."""
    return display_range(start or None, end or None)


@register.simple_tag
def when(starts_at: dt.datetime | None, ends_at: dt.datetime | None, zone: str) -> SafeString | str:
    """Return when something is, for people and machines: by the clocks of its zone, which is named."""
    if not starts_at:
        return ""
    shown = moments.display(starts_at, ends_at, zone)
    machine = moments.local(starts_at, zone).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', machine, shown)
