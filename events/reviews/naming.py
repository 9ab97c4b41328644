"""Who reviews for a call: named, given tracks and removed by organisers."""

from django.db import transaction
from django.utils import timezone

from events.reviews.models import Reviewer, Round


@transaction.atomic
def name(call, user, *, all_tracks=True, tracks=(), by):
    """Let a member review for a call; who was removed comes back with all that was written."""
    reviewer, _is_new = Reviewer.objects.get_or_create(
        call=call, user=user, defaults={"added_by": by}
    )
    reviewer.removed_at = None
    reviewer.save(update_fields=["removed_at"])
    give_tracks(reviewer, all_tracks=all_tracks, tracks=tracks)
    return reviewer


@transaction.atomic
def give_tracks(reviewer, *, all_tracks, tracks):
    """Let a reviewer judge the talks of these tracks, or of all; what was assigned outside them goes."""
    reviewer.all_tracks = all_tracks
    reviewer.save(update_fields=["all_tracks"])
    reviewer.tracks.set([] if all_tracks else tracks)
    if not all_tracks:
        reviewer.assignments.exclude(submission__track__in=reviewer.tracks.all()).delete()


@transaction.atomic
def remove(reviewer):
    """Let somebody review no longer: what was assigned goes, what was written stays and counts."""
    Reviewer.objects.select_for_update().get(pk=reviewer.pk)
    reviewer.assignments.all().delete()
    reviewer.removed_at = timezone.now()
    reviewer.save(update_fields=["removed_at"])


@transaction.atomic
def set_terms(call, *, due_at, wanted):
    """Say until when reviews are wanted at a call, and how many of each talk."""
    Round.objects.update_or_create(call=call, defaults={"due_at": due_at, "wanted": wanted})
