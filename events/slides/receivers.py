"""What happens to a file when nothing refers to it any more."""

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from events.slides.models import Version


@receiver(post_delete, sender=Version)
def delete_file(instance, **kwargs):
    """Delete the file once it is sure that its row is gone."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
