"""What becomes of certificates when what they rest on is taken away."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from events.certificates.models import Certificate
from events.models import Talk


@receiver(pre_delete, sender=Talk)
def revoke(instance, **kwargs):
    """Revoke the certificates of a talk that is deleted: nobody could say any more that it was given."""
    resting = Certificate.objects.filter(talks=instance, revoked_at=None)
    resting.update(revoked_at=timezone.now())
