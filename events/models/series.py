from django.db import models
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from events.models.joining import JoinRule, join_minutes_field
from events.models.reminders import reminders_field, usual_reminders
from portal.common.text import MarkdownField, RenderedField
from portal.common.zones import ZoneField


class Series(models.Model):
    """A row of events that belong together, such as a seminar."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = MarkdownField(_("summary"), blank=True)
    summary_html = RenderedField("summary")
    rhythm = models.CharField(
        _("rhythm"),
        max_length=200,
        blank=True,
        help_text=_("For example: Thursdays, 16:00, every two weeks."),
    )
    usual_start = models.TimeField(_("usually begins at"), null=True, blank=True)
    usual_end = models.TimeField(_("usually ends at"), null=True, blank=True)
    zone = ZoneField(_("time zone"))
    venue = models.CharField(_("place"), max_length=200, blank=True)
    join_link = models.URLField(_("join link"), max_length=400, blank=True)
    join_rule = models.CharField(
        _("who is shown the join link"), max_length=9, choices=JoinRule, default=JoinRule.PLACE
    )
    join_minutes = join_minutes_field()
    reminders = reminders_field(_("reminders"), default=usual_reminders)
    sends_notices = models.BooleanField(
        _("the portal tells of its sessions by itself"),
        default=True,
        help_text=_(
            "That registration or a call for talks opens, that a call closes soon. Without the tick the series is"
            " silent, whatever its sessions say."
        ),
    )
    takes_registrations = models.BooleanField(
        _("people can register for the whole series"),
        default=False,
        help_text=_(
            "They are registered for every session that takes registrations, also for those published later, and"
            " skip single ones with a click."
        ),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(join_rule__in=JoinRule.values), name="series_join_rule_known"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:seminar", args=[self.slug])

    @property
    def title_html(self):
        """The title for pages, as an event's: one of a series holds no formulas."""
        return escape(self.title)

    @property
    def topic(self):
        """The key of the topic under which people hear of the series by mail."""
        return f"series:{self.pk}"

    @property
    def tells_by_itself(self):
        """Tell whether the portal may tell of it by itself."""
        return self.sends_notices

    @property
    def is_silent(self):
        return not self.sends_notices

    def gives_places(self):
        """Tell whether some session takes registrations, so that the join link is for participants."""
        return self.events.filter(takes_registrations=True).exists()
