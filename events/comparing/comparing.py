"""Who gives a talk and is not registered, who is registered and gives none; by account or address."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.models import Speaker
from events.registrations.models import key_of
from events.submissions.models import State, Submission

WANTED = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True)
class Author:
    """Somebody with a talk, in the programme or proposed, and by what they are known."""

    name: str
    affiliation: str
    title: str
    is_proposed: bool
    address: str
    addresses: frozenset[str]
    accounts: frozenset[int]

    @property
    def is_known(self):
        """Tell whether it can be told at all if they are registered."""
        return bool(self.addresses or self.accounts)


def authors(event) -> list[Author]:
    """Return who speaks at the event, then who has proposed a talk that is not decided or has no slot yet."""
    return [*_speakers(event), *_submitters(event)]


def unregistered(event, authors) -> list[Author]:
    """Return those of these authors who neither hold a place nor wait for one."""
    rows = event.registrations.in_line().values_list("email_key", "user")
    known = list(rows)
    addresses, accounts = {key for key, _user in known}, {user for _key, user in known}
    return [one for one in authors if not (one.addresses & addresses or one.accounts & accounts)]


def without_talk(event, authors):
    """Return the registrations in line of everybody who is none of these authors, by name."""
    addresses = {address for one in authors for address in one.addresses}
    accounts = {account for one in authors for account in one.accounts}
    found = event.registrations.in_line().of_somebody()
    return found.exclude(email_key__in=addresses).exclude(user__in=accounts).by_name()


def _speakers(event) -> Iterator[Author]:
    speakers = Speaker.objects.filter(talk__event=event, talk__is_cancelled=False)
    for one in speakers.select_related("talk", "person__user").order_by("talk", "position", "pk"):
        user = one.person.user if one.person else None
        yield _author(one.name, one.affiliation, one.talk.title_html, email=one.email, user=user)


def _submitters(event) -> Iterator[Author]:
    proposed = Submission.objects.filter(call__event=event, state__in=WANTED, talk=None)
    for one in proposed.select_related("submitter").order_by("submitted_at", "pk"):
        facts = (one.speaker_name, one.affiliation, one.heading)
        yield _author(*facts, user=one.submitter, is_proposed=True)


def _author(name, affiliation, title, *, user, email="", is_proposed=False):
    found = [address for address in (user.email if user else "", email) if address]
    return Author(
        name=name,
        affiliation=affiliation,
        title=title,
        is_proposed=is_proposed,
        address=next(iter(found), ""),
        addresses=frozenset(key_of(address) for address in found),
        accounts=frozenset([user.pk] if user else []),
    )
