"""The portal's settings, but registering takes no lock: to show what the lock is for."""

from django.apps import AppConfig

from portal.settings import *  # noqa: F403  Django's way to settings on top of others
from portal.settings import INSTALLED_APPS


class NoLock(AppConfig):
    name = "trials"

    def ready(self):
        # Models can be imported from here on, and no sooner.
        from events.models import Event  # noqa: PLC0415 (as above)
        from events.registrations import line  # noqa: PLC0415 (as above)

        line.lock = lambda event: Event.objects.get(pk=event.pk)


INSTALLED_APPS = [*INSTALLED_APPS, "trials.no_lock.NoLock"]
