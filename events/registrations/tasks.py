from celery import shared_task

from events.registrations import reminding


@shared_task
def remind():
    """Remind people of what is near enough by now."""
    reminding.remind_all()
