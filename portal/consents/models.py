from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.common.text import MarkdownField, RenderedField


class Purpose(models.TextChoices):
    """What people agree to a text for."""

    ACCOUNT = "account", _("Having an account")
    REGISTRATION = "registration", _("Registering for an event")


class ConsentTextQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None)

    def current(self, purpose):
        """The text that holds today for this purpose; None where nothing is asked."""
        texts = self.published().filter(purpose=purpose, valid_from__lte=timezone.localdate())
        return texts.order_by("-valid_from", "-version").first()


class ConsentText(models.Model):
    """What people agree to, in a version; once published it never changes: the database sees to it."""

    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose)
    version = models.PositiveIntegerField(_("version"), editable=False)
    text = MarkdownField(_("text"))
    text_html = RenderedField("text")
    text_de = MarkdownField(_("text in German"), blank=True)
    text_de_html = RenderedField("text_de")
    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"], name="consent_text_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="consent_purpose_known"
            ),
        ]

    def __str__(self):
        return _("%(purpose)s, version %(version)s") % {
            "purpose": self.get_purpose_display(),
            "version": self.version,
        }

    def clean(self):
        super().clean()
        if not self.text.strip():
            raise ValidationError({"text": _("Write what people shall agree to.")})

    @property
    def localised_html(self):
        """The text in the reader's language, in English where there is no other."""
        german = (get_language() or "").startswith("de") and self.text_de_html
        return mark_safe(self.text_de_html if german else self.text_html)  # noqa: S308  sanitised when saved


class Consent(models.Model):
    """That somebody agreed to a text: an account, or an address that registered."""

    text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="consents",
        verbose_name=_("account"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    about = models.CharField(_("about"), max_length=100, blank=True)  # "registration:12"
    given_at = models.DateTimeField(_("agreed"), default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(email=""),
                name="consent_of_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["email"], name="consent_email"),
            models.Index(fields=["about"], name="consent_about"),
        ]

    def __str__(self):
        return f"{self.text} · {self.given_at:%Y-%m-%d}"
