from celery import shared_task

from portal.digest import week, weekly


@shared_task
def send_weeks():
    """Queue the weekly letters about people's own week that are not queued yet."""
    week.send_weeks()


@shared_task
def send_digests():
    """Queue the weekly letters of news that are not queued yet."""
    weekly.send_digests()
