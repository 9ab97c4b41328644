from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role

MOST_CHOICES = 50
LONGEST_CHOICE = 200


class Kind(models.TextChoices):
    """What an answer is."""

    TEXT = "text", _("A short text")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Several of several")
    YES_NO = "yes-no", _("Yes or no")
    NUMBER = "number", _("A number")


HAVE_CHOICES = (Kind.CHOICE, Kind.CHOICES)


class Audience(models.TextChoices):
    """Who may read the answers."""

    ORGANISERS = "organisers", _("Organisers")
    OFFICE = "office", _("The office only")


class QuestionQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Questions whose answers this reader may see: what is for the office, coordinators alone."""
        if user.is_authenticated and user.has_role(Role.COORDINATOR):
            return self.all()
        if user.is_authenticated and user.has_role(Role.ORGANISER):
            return self.filter(audience=Audience.ORGANISERS)
        return self.none()

    def for_lists(self):
        """Questions whose answers may stand in any list: sensitive ones are looked up by themselves."""
        return self.filter(is_sensitive=False)

    def sensitive(self):
        return self.filter(is_sensitive=True)


class AskedQuestion(models.Model):
    """Something that people are asked; what asks it stands in the field named ASKER, and has `questions`."""

    ASKER = ""

    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("hint"), max_length=300, blank=True)
    kind = models.CharField(_("answer"), max_length=8, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(
        models.CharField(max_length=LONGEST_CHOICE),
        verbose_name=_("to choose from"),
        default=list,
        blank=True,
    )
    is_required = models.BooleanField(_("has to be answered"), default=False)
    audience = models.CharField(
        _("read by"), max_length=10, choices=Audience, default=Audience.ORGANISERS
    )
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Dietary needs, health, money: the answers stand in no list, each look at them is written down, and"
            " they are removed soon after the event."
        ),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="%(class)s_kind_known"),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="%(class)s_audience_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=HAVE_CHOICES) | Q(choices__len__gt=0),
                name="%(class)s_has_something_to_choose",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def asker(self):
        """The event, or the call, that asks it."""
        return getattr(self, self.ASKER)

    @property
    def has_choices(self):
        return self.kind in HAVE_CHOICES

    @property
    def can_be_counted(self):
        """Tell whether answers repeat, so that counting them says something."""
        return self.has_choices or self.kind == Kind.YES_NO

    def words(self, value):
        """Return a stored answer in words; empty where there is none."""
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, list):
            return "; ".join(value)
        return "" if value is None else str(value)


class Question(AskedQuestion):
    """Something that people who register for an event are asked."""

    ASKER = "event"

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="questions")


class GivenAnswer(models.Model):
    """What somebody answered; the app that asks adds to which `question`, and whose answer it is.

    The value is a text, a list of texts, or true or false; a number is kept as it was written.
    """

    question: models.ForeignKey
    value = models.JSONField(_("answer"))

    class Meta:
        abstract = True

    def __str__(self):
        return self.words

    @property
    def words(self):
        return self.question.words(self.value)
