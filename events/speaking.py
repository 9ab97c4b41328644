"""What the speaker of a talk does."""

from django.db import transaction

from events.models import Talk


class AlreadyWritten(Exception):
    """The talk has an abstract by now: `talk` is what is stored."""

    def __init__(self, talk):
        super().__init__(f"talk {talk.pk}")
        self.talk = talk


@transaction.atomic
def write_abstract(talk):
    """Store the abstract of a talk that has none yet; raise AlreadyWritten where it has one."""
    # A second speaker, or an organiser, may have written it since this row was loaded.
    stored = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    if stored.abstract:
        raise AlreadyWritten(stored)
    talk.save(update_fields=["abstract", "abstract_html", "changed_at"])


@transaction.atomic
def introduce(speaker, biography):
    """Store the short CV with which a speaker stands in the programme."""
    speaker.biography = biography
    speaker.save(update_fields=["biography"])
    speaker.talk.save(update_fields=["changed_at"])
