"""Erasing somebody."""

from auditlog.context import disable_auditlog
from django.db import transaction

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.privacy.holdings import HOLDINGS


class LastCoordinator(Exception):
    """Nobody would be left to run the programme."""


def outlook(subject, *, keep_names):
    """Return what goes and what stays, as sentences."""
    return [
        outcome
        for holding in HOLDINGS
        for outcome in holding.outlook(subject, keep_names=keep_names)
    ]


def both_ways(subject):
    """Return what goes, what stays, and what differs where the name goes from given talks, too."""
    kept, removed = (outlook(subject, keep_names=keep) for keep in (True, False))
    return {
        "goes": [one.text for one in kept if one.goes],
        "stays": [one.text for one in kept if not one.goes],
        "otherwise": [one.text for one in removed if one not in kept],
    }


def is_last_coordinator(subject):
    """Tell whether this account is the only one that can coordinate."""
    coordinators = _coordinators().values_list("pk", flat=True)
    return subject.user_id is not None and list(coordinators) == [subject.user_id]


@transaction.atomic
def erase(subject, *, keep_names):
    """Remove or anonymise all that is stored on somebody; raise LastCoordinator for the last one.

    With `keep_names` the name stays, as plain text, with given talks.
    """
    # Two coordinators who leave at once: the second sees that the first has gone.
    list(_coordinators().select_for_update(of=("self",)).order_by("pk"))
    if is_last_coordinator(subject):
        raise LastCoordinator
    # What is taken away here must not be written down as a change.
    with disable_auditlog():
        for holding in HOLDINGS:
            holding.erase(subject, keep_names=keep_names)


def _coordinators():
    return User.objects.filter(groups__name=Role.COORDINATOR, is_active=True)
