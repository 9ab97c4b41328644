from celery import shared_task

from portal.digest import week


@shared_task
def send_weeks():
    """Queue the weekly letters that are not queued yet."""
    week.send_weeks()
