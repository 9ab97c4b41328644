"""Who may register for an event."""

from django.db import transaction

from events.registrations.models import Invited, OpenTo, Terms, key_of
from portal.accounts.roles import Role


@transaction.atomic
def set_terms(terms, *, invited):
    """Store the terms of an event and the addresses that are invited to register, as normal keys."""
    terms.save()
    terms.event.invited.exclude(email_key__in=invited).delete()
    known = set(terms.event.invited.values_list("email_key", flat=True))
    Invited.objects.bulk_create(
        Invited(event=terms.event, email=email, email_key=email)
        for email in invited
        if email not in known
    )


def is_for(event, user):
    """Tell whether this reader may register, as far as that does not depend on the address they give."""
    if Terms.of(event).open_to != OpenTo.MEMBERS:
        return True
    return user.is_authenticated and user.has_role(Role.MEMBER)


def has_domain(event, email):
    """Tell whether the address is of a domain that may register, or of one below it."""
    terms = Terms.of(event)
    if terms.open_to != OpenTo.DOMAINS:
        return True
    domain = key_of(email).rpartition("@")[2]
    return any(domain == one or domain.endswith(f".{one}") for one in terms.domains)


def is_invited(event, email):
    """Tell whether the address is invited, where only invited people may register."""
    if Terms.of(event).open_to != OpenTo.INVITED:
        return True
    return Invited.objects.filter(event=event, email_key=key_of(email)).exists()
