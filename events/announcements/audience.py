"""Whom an announcement reaches: everybody who was chosen, once, by the nearest reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events import announcing, speakers
from events.announcements.models import Choice
from events.registrations.models import HOLDS_PLACE
from events.registrations.models import State as Place
from events.submissions.models import State as Proposal
from events.submissions.models import Submission
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.mail import subscribing, topics
from portal.mail.letters import Recipient
from projects.models import Membership

AUTHORS = {
    Choice.DRAFTS: Proposal.DRAFT,
    Choice.SUBMITTED: Proposal.SUBMITTED,
    Choice.ACCEPTED: Proposal.ACCEPTED,
    Choice.REJECTED: Proposal.REJECTED,
}
# Letters to these are about no part of their own: they can be ended, and need an event to speak of.
AT_LARGE = (Choice.PROJECT, Choice.MEMBERS, Choice.SUBSCRIBERS)


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


def readers(event, choice, project=None) -> list[Reader]:
    """Return who belongs to one choice."""
    return list(_readers(event, choice, project))


def gather(by_choice: dict[str, list[Reader]]) -> list[Reader]:
    """Return everybody once; who is there for several reasons knows all that they give."""
    found: dict[str, Reader] = {}
    for choice in Choice:  # the nearest reason stands first
        for reader in by_choice.get(choice, ()):
            known = found.setdefault(reader.address, reader)
            found[reader.address] = replace(
                known,
                token=known.token or reader.token,
                may_join=known.may_join or reader.may_join,
            )
    return list(found.values())


def reached(announcement) -> list[Reader]:
    """Return everybody whom the announcement reaches as things stand."""
    return gather(by_choice(announcement.event, announcement.choices, announcement.project))


def by_choice(event, choices, project=None) -> dict[str, list[Reader]]:
    """Return who belongs to each of these choices."""
    return {choice: readers(event, choice, project) for choice in choices}


def _readers(event, choice, project) -> Iterator[Reader]:
    if choice == Choice.PLACES:
        yield from _registered(event, HOLDS_PLACE, may_join=True)
    elif choice == Choice.WAITING:
        yield from _registered(event, [Place.WAITING], may_join=False)
    elif choice == Choice.SPEAKERS:
        yield from (Reader(one, may_join=True) for one in speakers.recipients(event))
    elif choice in AUTHORS:
        yield from _authors(event, AUTHORS[choice])
    elif choice == Choice.SUBSCRIBERS:
        for topic, recipients in announcing.audiences(event).items():
            yield from (Reader(one, topic) for one in recipients)
    else:
        yield from _members(event, choice, project)


def _registered(event, states, *, may_join):
    rows = event.registrations.filter(state__in=states).of_somebody().exclude(user__is_active=False)
    facts = rows.order_by("pk").values_list("email", "name", "user", "token")
    for email, name, user_id, token in facts:
        yield Reader(Recipient(email, name, user_id), "", token, may_join)


def _authors(event, state):
    rows = Submission.objects.filter(call__event=event, state=state, submitter__is_active=True)
    facts = rows.order_by("pk").values_list(
        "submitter__email", "speaker_name", "submitter__name", "submitter"
    )
    for email, speaker_name, name, user_id in facts:
        yield Reader(Recipient(email, speaker_name or name, user_id))


def _members(event, choice, project):
    users = User.objects.filter(is_active=True)
    if choice == Choice.PROJECT:
        parts = Membership.objects.current().filter(project=project) if project else ()
        users = users.filter(person__in=[part.person_id for part in parts])
    else:
        users = users.filter(groups__name__in=Role.values).distinct()
    ended = set(subscribing.who_ended(topics.MEMBERS))
    for user in users.order_by("pk"):
        if user.email.lower() not in ended:
            yield Reader(Recipient(user.email, user.name, user.pk), topics.MEMBERS)
