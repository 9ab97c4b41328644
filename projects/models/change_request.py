from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChangeRequestQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has answered yet, first come first."""
        return self.filter(done_at=None).order_by("asked_at", "pk")

    def done(self):
        """Those that are answered, the latest first."""
        return self.exclude(done_at=None).order_by("-done_at", "-pk")

    def for_list(self):
        """Requests with what a list shows of them."""
        return self.select_related("person", "project", "asked_by", "done_by")


class ChangeRequest(models.Model):
    """What a member wants changed and cannot change alone, on a page of theirs or of a project."""

    text = models.TextField(_("what is to be changed"), max_length=4000)
    person = models.ForeignKey(
        "projects.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("person"),
    )
    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("project"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="change_requests",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    done_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to change")
        verbose_name_plural = _("requests to change")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by=None, answer=""),
                name="change_request_answered_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["done_at", "asked_at"], name="change_request_open")]

    def __str__(self):
        return self.text[:80]

    @property
    def about(self):
        """What it is about: a project or a person, None where that is gone."""
        return self.project or self.person

    @property
    def is_open(self):
        return self.done_at is None
