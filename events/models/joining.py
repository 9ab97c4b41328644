import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role

USUAL_MINUTES = 15
MOST_MINUTES = 7 * 24 * 60


class JoinRule(models.TextChoices):
    """Who is shown the link to take part online; see docs/events.md."""

    PLACE = "place", _("Who has a place, at once; without registrations everybody")
    BEFORE = "before", _("The same people, but only shortly before it begins")
    MEMBERS = "members", _("Members of the programme")
    EVERYBODY = "everybody", _("Everybody who sees the event")


def join_minutes_field():
    """Return the field for how long before the beginning the link appears."""
    return models.PositiveSmallIntegerField(
        _("minutes before"),
        default=USUAL_MINUTES,
        validators=[MaxValueValidator(MOST_MINUTES)],
        help_text=_("From when the link is shown, where that is shortly before it begins."),
    )


class Joining(models.Model):
    """What an event says about taking part online: by which link, and who is shown it when."""

    join_link = models.URLField(_("join link"), max_length=400, blank=True)
    # Empty: as the series says, minutes included; without a series as is usual.
    join_rule = models.CharField(
        _("who is shown the join link"), max_length=9, choices=JoinRule, blank=True, default=""
    )
    join_minutes = join_minutes_field()

    class Meta:
        abstract = True

    @property
    def effective_join_link(self: Any):
        """The link to take part online, the series' where the event has none; not for showing."""
        return self.join_link or (self.series.join_link if self.series else "")

    @property
    def effective_join_rule(self: Any) -> JoinRule:
        """Who is shown the link, as the event says or its series."""
        rule = self.join_rule or (self.series.join_rule if self.series else "")
        return JoinRule(rule or JoinRule.PLACE)

    @property
    def join_link_from(self: Any) -> datetime.datetime | None:
        """The moment from which the link is shown, where that is still to come."""
        if self.effective_join_rule != JoinRule.BEFORE or self.begins_at is None:
            return None
        source = self if self.join_rule or not self.series else self.series
        moment = self.begins_at - datetime.timedelta(minutes=source.join_minutes)
        return moment if moment > timezone.now() else None

    def has_join_link_for(self: Any, user=None, *, has_place=False) -> bool:
        """Tell whether there is a link that this reader is shown, be it only later."""
        if not self.takes_place or not self.effective_join_link:
            return False
        if self.effective_join_rule == JoinRule.EVERYBODY:
            return True
        if self.effective_join_rule == JoinRule.MEMBERS:
            return bool(user and user.is_authenticated and user.has_role(Role.MEMBER))
        return has_place or self._is_for_all_readers()

    def join_link_for(self, user=None, *, has_place=False) -> str:
        """Return the link if this reader may be shown it now; the one way to it for whatever goes out.

        `has_place` for who has a place, and for who speaks.
        """
        may_see = self.has_join_link_for(user, has_place=has_place) and self.join_link_from is None
        return self.effective_join_link if may_see else ""

    def _is_for_all_readers(self: Any):
        """Tell whether no places are given, so that nobody could hold one.

        A link that an event borrows from its series stays closed as long as any session of the
        series gives places.
        """
        if self.takes_registrations:
            return False
        return bool(self.join_link) or not self.series.gives_places()
