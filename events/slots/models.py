from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SwapQuerySet(models.QuerySet):
    def asked_of(self, user):
        """Swaps that this person is asked for and has not answered."""
        return self.filter(other__speakers__person__user=user).for_page()

    def concerning(self, user):
        """Swaps that this person asks for or is asked for."""
        asks = models.Q(talk__speakers__person__user=user)
        return (
            self.filter(asks | models.Q(other__speakers__person__user=user)).distinct().for_page()
        )

    def for_page(self):
        """Swaps with both talks and their sessions."""
        return self.select_related("talk__event__series", "other__event__series")


class Swap(models.Model):
    """A speaker of a series asks another one to exchange their dates; gone once it is answered."""

    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="swaps_asked")
    other = models.ForeignKey("events.Talk", models.CASCADE, related_name="swaps_wanted")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = _("swap of dates")
        verbose_name_plural = _("swaps of dates")
        constraints = [
            models.UniqueConstraint(fields=["talk", "other"], name="one_swap_asked_once"),
        ]

    def __str__(self):
        return f"{self.talk} ⇄ {self.other}"

    def get_absolute_url(self):
        return reverse("slots:swap", args=[self.pk])
