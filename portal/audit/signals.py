"""What is added to an entry of the record before it is stored, and what is taken out."""

import re

from auditlog.models import LogEntry
from django.db.models.signals import pre_save
from django.dispatch import receiver

from portal.audit.middleware import who_asks

ADDRESS = re.compile(r"\S+@\S+")
VALUES_ARE_ELSEWHERE = (LogEntry.Action.CREATE, LogEntry.Action.DELETE)


@receiver(pre_save, sender=LogEntry)
def complete(instance, **kwargs):
    if instance._state.adding:
        instance.actor_id = instance.actor_id or who_asks()
        if instance.action in VALUES_ARE_ELSEWHERE:
            # A new row holds its values itself; of one that was deleted nothing is to stay but the name.
            instance.changes = {}
        if ADDRESS.fullmatch(instance.object_repr.strip()):
            # An account or an invitation without a name calls itself by its address.
            instance.object_repr = ""
