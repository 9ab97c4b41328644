from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 15  # beside the speaker
MOST_SPEAKING = 3  # of these, beside the speaker


class CoAuthor(models.Model):
    """Somebody with whom the work of a submission was done; in order, after its speaker."""

    submission = models.ForeignKey(
        "submissions.Submission", models.CASCADE, related_name="co_authors"
    )
    # Known to the programme, where the author said so or the address proved it.
    person = models.ForeignKey(
        "projects.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="co_authored",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Never shown; needed to ask who speaks too.")
    )
    is_speaker = models.BooleanField(_("speaks too"), default=False)
    # When somebody who speaks too said so.
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def with_affiliation(self):
        return ", ".join(part for part in (self.name, self.affiliation) if part)
