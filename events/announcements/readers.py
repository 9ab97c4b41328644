"""Those who may get an announcement, by what they have to do with an event or with several."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from events.announcements.models import Choice
from events.registrations.models import Registration, State
from events.submissions.models import IN_PROGRAMME, Submission
from events.submissions.models import State as Proposal
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.mail import subscribing, topics
from portal.mail.letters import Recipient
from projects.models import Membership

AUTHORS = {
    Choice.DRAFTS: (Proposal.DRAFT,),
    Choice.SUBMITTED: (Proposal.SUBMITTED, Proposal.WAITLISTED),
    Choice.ACCEPTED: IN_PROGRAMME,
    Choice.REJECTED: (Proposal.REJECTED,),
}


@dataclass(frozen=True)
class Reader:
    """Somebody who gets an announcement, and what only they may know."""

    recipient: Recipient
    topic: str = (
        ""  # of the subscription by which they get it; none where it is about their own part
    )
    token: str = ""  # of their registration
    may_join: bool = False

    @property
    def address(self):
        return self.recipient.email.strip().lower()


def registered(events, states, *, may_join) -> Iterator[Reader]:
    """Yield who registered for these events, once for each of them."""
    rows = Registration.objects.filter(event__in=events, state__in=states).of_somebody()
    rows = rows.exclude(user__is_active=False).order_by("pk")
    for email, name, user_id, token in rows.values_list("email", "name", "user", "token"):
        yield Reader(Recipient(email, name, user_id), "", token, may_join)


def chosen(event, registrations) -> Iterator[Reader]:
    """Yield these, but for who never confirmed the address; the link to join is for who has a place."""
    rows = event.registrations.filter(pk__in=registrations).of_somebody()
    rows = rows.exclude(state=State.UNCONFIRMED).exclude(user__is_active=False).order_by("pk")
    for one in rows:
        yield Reader(Recipient(one.email, one.name, one.user_id), "", one.token, one.has_place)


def authors(event, choice) -> Iterator[Reader]:
    """Yield the authors of talks of which that has become what the choice says."""
    reached = Q(submitter__is_active=True) | Q(submitter=None) & ~Q(contact_email="")
    rows = Submission.objects.filter(reached, call__event=event, state__in=AUTHORS[choice])
    facts = rows.order_by("pk").values_list(
        *("submitter__email", "contact_email", "speaker_name", "submitter__name", "submitter")
    )
    for email, contact_email, speaker_name, name, user_id in facts:
        yield Reader(Recipient(email or contact_email, speaker_name or name, user_id))


def members(project=None) -> Iterator[Reader]:
    """Yield the members of a project, or of the programme, who did not end such letters."""
    users = User.objects.filter(is_active=True)
    if project:
        parts = Membership.objects.current().filter(project=project)
        users = users.filter(person__in=[part.person_id for part in parts])
    else:
        users = users.filter(groups__name__in=Role.values).distinct()
    ended = set(subscribing.who_ended(topics.MEMBERS))
    for user in users.order_by("pk"):
        if user.email.lower() not in ended:
            yield Reader(Recipient(user.email, user.name, user.pk), topics.MEMBERS)


def subscribers(audiences) -> Iterator[Reader]:
    """Yield these people, given by the topic to which they subscribed."""
    for topic, recipients in audiences.items():
        yield from (Reader(one, topic) for one in recipients)
