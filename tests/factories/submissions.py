import datetime

import factory
from django.utils import timezone

from events.questions.models import HAVE_CHOICES, Audience, Kind
from events.submissions.models import (
    Call,
    CallAnswer,
    CallQuestion,
    ChangeProposal,
    CoAuthor,
    Decision,
    LateCode,
    LateUse,
    State,
    Submission,
    TalkType,
    Track,
)
from events.submissions.models.late_code import hashed
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, SeriesFactory, TalkFactory


def from_now(**duration):
    return timezone.now() + datetime.timedelta(**duration)


class CallFactory(factory.django.DjangoModelFactory):
    """A call that is open for a week; `later=True`, `closed=True`, `in_grace=True` for other times,
    `of_series=True` for one of a series."""

    class Meta:
        model = Call

    class Params:
        later = factory.Trait(opens_at=factory.LazyFunction(lambda: from_now(days=1)))
        closed = factory.Trait(closes_at=factory.LazyFunction(lambda: from_now(seconds=-61)))
        of_series = factory.Trait(event=None, series=factory.SubFactory(SeriesFactory))
        in_grace = factory.Trait(closes_at=factory.LazyFunction(lambda: from_now(seconds=-30)))

    event = factory.SubFactory(EventFactory)
    text = "Tell us what you have found. *(A sample call.)*"
    opens_at = factory.LazyFunction(lambda: from_now(weeks=-1))
    closes_at = factory.LazyFunction(lambda: from_now(weeks=1))


class SubmissionFactory(factory.django.DjangoModelFactory):
    """A submitted talk of a member; `state=State.DRAFT` or any other, `accepted=True` with its talk."""

    class Meta:
        model = Submission

    class Params:
        accepted = factory.Trait(
            state=State.ACCEPTED,
            talk=factory.SubFactory(
                TalkFactory,
                event=factory.SelfAttribute("..call.event"),
                title=factory.SelfAttribute("..title"),
            ),
        )

    call = factory.SubFactory(CallFactory)
    submitter = factory.SubFactory(UserFactory, roles=[Role.MEMBER])
    title = factory.Sequence("Sample submission {}".format)
    speaker_name = "Sample Speaker"
    affiliation = "Sample University"
    abstract = "We study $x^2$. *(A sample abstract.)*"
    state = State.SUBMITTED
    submitted_at = factory.LazyAttribute(
        lambda submission: None if submission.state == State.DRAFT else timezone.now()
    )


class CoAuthorFactory(factory.django.DjangoModelFactory):
    """Somebody with whom the work of a submitted talk was done."""

    class Meta:
        model = CoAuthor

    submission = factory.SubFactory("tests.factories.submissions.SubmissionFactory")
    name = factory.Sequence("Sample Co-author {}".format)
    affiliation = "Sample University"


class ChangeProposalFactory(factory.django.DjangoModelFactory):
    """A change asked for of an accepted talk, another title unless told otherwise; nobody has answered."""

    class Meta:
        model = ChangeProposal

    submission = factory.SubFactory(SubmissionFactory, accepted=True)
    revision = factory.SelfAttribute("submission.revision")
    title = "A better sample title"
    affiliation = factory.SelfAttribute("submission.affiliation")
    abstract = factory.SelfAttribute("submission.abstract")
    asked_by = factory.SelfAttribute("submission.submitter")


class TrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Track

    call = factory.SubFactory(CallFactory)
    name = factory.Sequence("Sample track {}".format)


class TalkTypeFactory(factory.django.DjangoModelFactory):
    """A talk of half an hour, unless `minutes` says otherwise."""

    class Meta:
        model = TalkType

    call = factory.SubFactory(CallFactory)
    name = factory.Sequence("Sample type {}".format)
    minutes = 30


class DecisionFactory(factory.django.DjangoModelFactory):
    """A decision that is noted and not released: to accept, unless `state` says otherwise."""

    class Meta:
        model = Decision

    submission = factory.SubFactory(SubmissionFactory)
    state = State.ACCEPTED
    revision = factory.SelfAttribute("submission.revision")


class LateCodeFactory(factory.django.DjangoModelFactory):
    """A code that opens its closed call for one talk, with these `signs`."""

    class Meta:
        model = LateCode

    class Params:
        signs = factory.Sequence("SAMPLE-CODE-{}".format)

    call = factory.SubFactory(CallFactory, closed=True)
    hash = factory.LazyAttribute(lambda code: hashed(code.signs))
    label = "the sample group"


class LateUseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LateUse

    code = factory.SubFactory(LateCodeFactory)
    submission = factory.SubFactory(
        SubmissionFactory, call=factory.SelfAttribute("..code.call"), state=State.DRAFT
    )


class CallQuestionFactory(factory.django.DjangoModelFactory):
    """A question of a call for a short text; `office` for one that only the office reads, `sensitive`."""

    class Meta:
        model = CallQuestion

    class Params:
        office = factory.Trait(audience=Audience.OFFICE)
        sensitive = factory.Trait(is_sensitive=True)

    call = factory.SubFactory(CallFactory)
    text = factory.Sequence("Sample question {} of a call?".format)
    kind = Kind.TEXT
    choices = factory.LazyAttribute(
        lambda question: ["Red", "Green"] if question.kind in HAVE_CHOICES else []
    )


class CallAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallAnswer

    submission = factory.SubFactory(SubmissionFactory)
    question = factory.SubFactory(
        CallQuestionFactory, call=factory.SelfAttribute("..submission.call")
    )
    value = "Sample answer"
