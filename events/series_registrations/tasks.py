from celery import shared_task

from events.series_registrations import following


@shared_task
def catch_up():
    """Register who registered for a series in the sessions that have opened by now."""
    following.catch_up()
