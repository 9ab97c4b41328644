from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Joining(models.Model):
    """What an event says about taking part online: by which link, and who is shown it."""

    join_link = models.URLField(_("join link"), max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def effective_join_link(self: Any):
        """The link to take part online, the series' where the event has none of its own."""
        return self.join_link or (self.series.join_link if self.series else "")

    @property
    def open_join_link(self: Any):
        """The join link if everybody who sees the event may have it; see docs/events.md.

        Where places are given, only who holds one gets the link; so a link that an event borrows
        from its series stays closed as long as any session of the series gives places.
        """
        if self.takes_registrations or not self.takes_place:
            return ""
        if self.join_link or not (self.series and self.series.join_link):
            return self.join_link
        return "" if self.series.gives_places() else self.series.join_link
