from celery import shared_task

from events.registrations import offering, reminding


@shared_task
def remind():
    """Remind people of what is near enough by now."""
    reminding.remind_all()


@shared_task
def expire_offers():
    """Pass on the places that were offered and not accepted in time."""
    offering.expire_all()
