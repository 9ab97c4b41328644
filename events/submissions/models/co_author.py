from typing import Any

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.submissions.models.state import State

MOST = 15  # beside the speaker
MOST_SPEAKING = 3  # of these, beside the speaker
MOST_LETTERS = 10  # to co-speakers, of one author in a day
SALT = "co-speaker"
# While a talk is in one of these, who is to speak too is asked, and may answer.
ASKING = (State.SUBMITTED, State.WAITLISTED, State.ACCEPTED, State.CONFIRMED)


class Answer(models.TextChoices):
    """What somebody who is to speak too has said; derived from the dates, never stored."""

    NOT_ASKED = "not-asked", _("is to speak too, not asked yet")
    ASKED = "asked", _("is asked to speak too")
    WILL = "will", _("speaks too")
    WILL_NOT = "will-not", _("does not speak")


class CoAuthorQuerySet(models.QuerySet):
    def to_ask(self):
        """Who is to speak too, and was not asked at this address yet."""
        return self.filter(is_speaker=True, asked_at=None, confirmed_at=None).exclude(name="")

    def to_answer(self, user):
        """Where this person is asked to speak too: by their page, or by an address that is theirs."""
        theirs = EmailAddress.objects.filter(user=user, verified=True).values("email")
        mine = Q(person__user=user) | Q(email__in=theirs)
        return self.filter(mine, is_speaker=True, confirmed_at=None, submission__state__in=ASKING)

    def by_key(self, key):
        """Return who may answer by this key; None where the author names them no more.

        Raises BadSignature for a key that was never one.
        """
        submission, address = signing.loads(key, salt=SALT)
        named = self.filter(submission=submission).select_related("person__user")
        asked: list[Any] = [one for one in named if one.is_asked]  # type: ignore[attr-defined]  # rows of this model
        return next((one for one in asked if one.address.lower() == address), None)


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
    # When somebody who is to speak too was asked, and what they said, at the address that stands here.
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="co_author_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | Q(is_speaker=False),
                name="co_author_who_declined_does_not_speak",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def with_affiliation(self):
        return ", ".join(part for part in (self.name, self.affiliation) if part)

    @property
    def address(self):
        """Where they are asked: the address that was typed, else that of their account."""
        user = self.person.user if self.person else None
        return self.email or (user.email if user else "")

    @property
    def is_asked(self):
        """Tell whether it is theirs to say if they speak: the author wants it, or they have declined."""
        return self.is_speaker or self.declined_at is not None

    @property
    def answer(self):
        """What they said; None where nobody wants to know."""
        if self.declined_at:
            return Answer.WILL_NOT
        if not self.is_speaker:
            return None
        if self.confirmed_at:
            return Answer.WILL
        return Answer.ASKED if self.asked_at else Answer.NOT_ASKED

    @property
    def tone(self):
        """The tone of the badge that says what they answered."""
        return {Answer.WILL: "good", Answer.ASKED: "wait", Answer.NOT_ASKED: "wait"}.get(
            self.answer, ""
        )

    @property
    def key_url(self):
        """Where they answer: an address that is a key, good for this submission and their address."""
        key = signing.dumps([self.submission_id, self.address.lower()], salt=SALT)
        return reverse("submissions:co-speaking", args=[key])
