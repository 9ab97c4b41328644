"""What ORCID says of somebody who signed in there."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.models import Person
from projects.orcid import validate_orcid


class OrcidTakenError(Exception):
    """Another person's page carries this ORCID already."""


def prove_orcid(user, orcid):
    """Write the ORCID on the page of the person whose account this is; return whether there is one."""
    person = Person.objects.filter(user=user).first()
    if person is None or person.orcid == orcid or not _is_orcid(orcid):
        return False
    person.orcid = orcid
    try:
        with transaction.atomic():
            person.save(update_fields=["orcid"])
    except IntegrityError as error:
        raise OrcidTakenError(orcid) from error
    return True


def _is_orcid(text):
    try:
        validate_orcid(text)
    except ValidationError:
        return False
    return True
