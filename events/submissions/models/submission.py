from copy import copy
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.half_days import HalfDay
from events.models.talk import LONGEST_CV
from events.submissions.models.life import Life
from events.submissions.models.state import MOVES, SILENT, State
from events.submissions.models.ways import Ways
from portal.common import moves
from portal.common.moves import ForbiddenMove
from portal.common.text import MarkdownField, RenderedField, render, render_inline


class SubmissionQuerySet(models.QuerySet):
    def of(self, user):
        """What this person has drafted or submitted, the latest change first; nothing where it is nobody."""
        own = self.filter(submitter=user) if user else self.none()
        return own.order_by("-changed_at", "-pk")

    def proposed(self):
        """What was proposed to a call and is to be judged: invited talks are not."""
        return self.filter(writable_until=None)

    def for_organisers(self):
        """What organisers may read: everything but drafts and what was withdrawn unsent."""
        return self.exclude(SILENT)

    def awaiting_decision(self):
        """What organisers have to decide on, first come first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def unconfirmed(self):
        """Accepted talks whose authors have not said yet that they will give them."""
        return self.filter(state=State.ACCEPTED)

    def undecided_first(self):
        """What waits for a decision, then the rest, each in the order in which it was submitted."""
        decided = models.Case(models.When(state=State.SUBMITTED, then=0), default=1)
        return self.order_by(decided, "submitted_at", "pk")

    def with_call(self):
        """Submissions with their call, and its event or series, at hand."""
        return self.select_related("call__event", "call__series", "type", "track")

    def with_co_authors(self):
        """Submissions with those the work was done with at hand, in one more query for all."""
        of = Submission._meta.get_field("co_authors").related_model._default_manager
        return self.prefetch_related(
            models.Prefetch("co_authors", of.select_related("person__user"))
        )

    def with_choices(self):
        """Submissions with their answers and their call, and what it lets choose and asks, at hand."""
        return (
            self.with_call()
            .select_related("talk__event")
            .prefetch_related("call__types", "call__tracks", "call__questions", "answers__question")
            .prefetch_related("talk__speakers")
        )

    def for_page(self):
        """Submissions with all that their pages show."""
        return self.with_call().select_related("submitter", "talk__event", "talk__session")

    def for_author(self):
        """Submissions with all that the pages of their authors show and ask."""
        return self.for_page().with_co_authors().with_choices()

    def counted_by_state(self):
        """Return how many there are in each state, those without any left out."""
        counts = self.order_by().values_list("state").annotate(models.Count("pk"))
        return {State(state): count for state, count in counts}


class Submission(Life):
    """A proposed talk, from draft to decision."""

    TEXT = (
        *("title", "speaker_name", "affiliation", "abstract"),
        *("type", "track", "biography", "wishes", "absences"),
    )

    # None once the author was erased and the talk stays, and of an invited speaker without an account.
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="submissions"
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_html = RenderedField("title", inline=True)
    speaker_name = models.CharField(_("speaker"), max_length=200, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    abstract = MarkdownField(_("abstract"), max_length=10_000, blank=True)
    abstract_html = RenderedField("abstract")
    type = models.ForeignKey(
        "submissions.TalkType",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("type"),
    )
    track = models.ForeignKey(
        "submissions.Track",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("track"),
    )
    biography = MarkdownField(_("short CV"), max_length=LONGEST_CV, blank=True)
    biography_html = RenderedField("biography")
    wishes = models.TextField(_("wishes for the programme"), max_length=500, blank=True)
    # Half days on which the speaker cannot give it: keys of events.half_days.HalfDay.
    absences = ArrayField(
        models.CharField(max_length=13), verbose_name=_("cannot speak"), default=list, blank=True
    )
    # Where its speaker is reached as long as no account is known to be theirs.
    contact_email = models.EmailField(_("e-mail address"), blank=True, editable=False)

    # Rises with every change of the text, so that nobody overwrites or decides on what they did not see.
    revision = models.PositiveIntegerField(default=1, editable=False)
    # The window of a browser in which it was written last: what comes from there overtakes nobody.
    window = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="submission_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="submission_decided_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(contact_email="")
                | Q(submitter__isnull=True, writable_until__isnull=False),
                name="submission_by_account_or_by_link",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="submission_in_line")]

    def __str__(self):
        return self.title or gettext("Untitled")

    def get_absolute_url(self):
        return reverse("submissions:submission", args=[self.pk])

    @property
    def is_by_link(self):
        """Tell whether its speaker writes it by the link of the invitation, and has no account."""
        return self.submitter_id is None and bool(self.contact_email)

    @property
    def reached_at(self):
        """The address of its author; "" where nobody can be reached."""
        return self.submitter.email if self.submitter else self.contact_email

    def is_of(self, recipient):
        """Tell whether somebody who gets a letter is its author."""
        return bool(self.reached_at) and self.reached_at.lower() == recipient.email.lower()

    @property
    def ways(self):
        """The addresses at which its author does things with it."""
        if self.is_by_link:
            return Ways("invited-talks", self.invitation.key)  # made by the app of that name, above
        return Ways("submissions", self.pk)

    @property
    def keep_url(self):
        """Where a browser sends what is typed into a draft; "" where it keeps it until a button is pressed."""
        if self._state.adding:
            return self.call.begin_url
        return self.ways["keep"] if self.state == State.DRAFT else ""

    @property
    def preview_url(self):
        """Where a browser asks how what is typed would look."""
        return self.ways["preview"] if self.is_by_link else reverse("submissions:preview")

    @property
    def kept_as(self):
        """The name under which a browser keeps what is typed and not saved yet."""
        return f"call-{self.call_id}" if self._state.adding else f"submission-{self.pk}"

    @property
    def kept_for(self):
        """Whose copies a browser keeps: nobody finds what somebody else has typed there before."""
        return f"link-{self.pk}" if self.is_by_link else self.submitter_id

    @property
    def desk_url(self):
        """Where organisers read it."""
        return reverse("submissions-desk:submission", args=[self.pk])

    @property
    def heading(self):
        """The title with its formulas; a draft may still be without one."""
        return self.title_html or gettext("Untitled")

    @cached_property
    def joint_with(self):
        """Those with whom the work was done, in order, each with name, affiliation and person."""
        return [one for one in self.co_authors.all() if one.name] if self.pk else []

    @property
    def proposed_by(self):
        """The author's name, for people who need not know more of them."""
        return (self.submitter.name if self.submitter else "") or self.speaker_name

    @property
    def co_speakers(self):
        """Those of whom the author wants to know, or knows, whether they speak too."""
        return [one for one in self.joint_with if one.answer]

    @property
    def has_not_asked(self):
        """Tell whether somebody who is to speak too could not be asked yet."""
        waiting = [one for one in self.joint_with if one.is_speaker and not one.confirmed_at]
        return self.submitted_at is not None and any(one.asked_at is None for one in waiting)

    @property
    def speaker(self):
        """Who gives it in the programme, and holds the short CV there; None before it stands in one."""
        speakers = list(self.talk.speakers.all()) if self.talk else []
        named = [one for one in speakers if one.name == self.speaker_name]
        return next(iter(named + speakers), None)

    @property
    def introduction(self):
        """The short CV as it stands now: that of the speaker in the programme, else the proposed one."""
        speaker = self.speaker
        return speaker.biography if speaker else self.biography

    @property
    def introduction_html(self):
        """The short CV for its author and organisers; where none is shown with the talk yet, the proposed one."""
        speaker = self.speaker
        return (speaker and speaker.biography_html) or self.biography_html

    @property
    def half_days_away(self):
        """The half days on which its speaker cannot give it."""
        return sorted(map(HalfDay.of_key, self.absences))

    def rehearse(self):
        """Return, without saving anything, what saving this text now would show."""
        rehearsal = copy(self)
        rehearsal.title_html = render_inline(self.title)
        rehearsal.abstract_html = render(self.abstract)
        rehearsal.biography_html = render(self.biography)
        return rehearsal

    def locked(self):
        """Return the stored row, held until the transaction ends."""
        return type(self).objects.select_for_update(of=("self",)).with_call().get(pk=self.pk)

    @transaction.atomic
    def move_to(self, state, *, by, why=""):
        """Enter `state` and remember who did it and why; raise ForbiddenMove if MOVES has no such step."""
        # Another tab or organiser may have moved it since this row was loaded: judge the stored state.
        stored = self.locked()
        if state not in MOVES[stored.state]:
            raise ForbiddenMove(f"{stored.state} → {state}")
        move = self.moves.create(from_state=stored.state, to_state=state, moved_by=by, why=why)
        self.state = state
        # What was submitted once and is taken up again is a draft like any other.
        self.submitted_at = {
            State.SUBMITTED: move.moved_at,
            State.DRAFT: None,
        }.get(state, stored.submitted_at)
        self.save(update_fields=["state", "submitted_at", "changed_at"])
        return move


class Move(moves.Move):
    """One step in the life of a submission: from where to where, by whom and when."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=20, choices=State)
    to_state = models.CharField(_("to"), max_length=20, choices=State)
    why = models.CharField(_("why"), max_length=300, blank=True)
