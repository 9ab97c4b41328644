from celery import shared_task

from portal.privacy import retention


@shared_task
def run_retention():
    """Remove what was kept long enough."""
    retention.run()
