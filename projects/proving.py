"""What ORCID says of somebody who signed in there."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.orcid import validate_orcid


class OrcidTakenError(Exception):
    """Another person's page carries this ORCID already."""


def prove_orcid(person, orcid):
    """Write the ORCID on the person's page; return whether that changed anything."""
    before = person.orcid
    if before == orcid or not _is_orcid(orcid):
        return False
    person.orcid = orcid
    try:
        with transaction.atomic():
            person.save(update_fields=["orcid"])
    except IntegrityError as error:
        person.orcid = before
        raise OrcidTakenError(orcid) from error
    return True


def _is_orcid(text):
    try:
        validate_orcid(text)
    except ValidationError:
        return False
    return True
