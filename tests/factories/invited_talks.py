import factory

from events.invited_talks.models import InvitedTalk
from events.submissions.models import State
from tests.factories.events import TalkFactory
from tests.factories.submissions import CallFactory, SubmissionFactory, from_now


class InvitedSubmissionFactory(SubmissionFactory):
    """What an invited speaker writes by a link."""

    class Params:
        handed_in = factory.Trait(
            state=State.CONFIRMED,
            title="An invited talk",
            abstract="We show $x^2$. *(A sample abstract.)*",
            talk=factory.SubFactory(
                TalkFactory,
                event=factory.SelfAttribute("..call.event"),
                title=factory.SelfAttribute("..title"),
                speakers=["Sample Guest"],
            ),
        )
        over = False

    call = factory.SubFactory(
        CallFactory,
        opens_at=factory.LazyFunction(lambda: from_now(days=-9)),
        closes_at=factory.LazyFunction(lambda: from_now(days=-2)),
        is_by_invitation=True,
    )
    submitter = None
    contact_email = factory.Sequence("invited-{}@example.org".format)
    writable_until = factory.LazyAttribute(lambda one: from_now(days=-1 if one.over else 5))
    state = State.DRAFT
    title = ""
    abstract = ""
    speaker_name = "Sample Guest"


class InvitedTalkFactory(factory.django.DjangoModelFactory):
    """A speaker without an account who has written nothing yet; the event has no open call.

    `handed_in=True` with the talk in the programme; `over=True` once the time to write has passed.
    """

    class Meta:
        model = InvitedTalk

    class Params:
        handed_in = False
        over = False

    submission = factory.SubFactory(
        InvitedSubmissionFactory,
        handed_in=factory.SelfAttribute("..handed_in"),
        over=factory.SelfAttribute("..over"),
    )
    name = factory.SelfAttribute("submission.speaker_name")
