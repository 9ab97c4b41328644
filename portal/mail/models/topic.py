import re

from django.db import models
from django.utils.translation import gettext_lazy as _

KEY = re.compile(r"[a-z]+(-[a-z]+)*(:[0-9]{1,18})?")


class TopicQuerySet(models.QuerySet):
    def running(self):
        """Topics of things that are still there."""
        return self.filter(ended_at=None)


class Topic(models.Model):
    """One thing to subscribe to, kept in step by the app that the thing belongs to.

    Topics that always exist (all news, all events) have no row: see portal.mail.topics.
    """

    NAME_LENGTH = 400

    key = models.CharField(_("key"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    is_listed = models.BooleanField(_("offered to everybody"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]
        constraints = [
            # It becomes a header of mails (List-Id) and a part of addresses.
            models.CheckConstraint(
                condition=models.Q(key__regex=rf"^{KEY.pattern}$"), name="topic_key_is_a_word"
            ),
        ]

    def __str__(self):
        return self.name
