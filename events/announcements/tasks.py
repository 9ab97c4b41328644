from celery import shared_task

from events.announcements import noticing, sending


@shared_task
def send_due():
    """Send the announcements whose time has come."""
    sending.send_due()


@shared_task
def notice():
    """Tell of registrations and calls that have opened, and of calls that close soon."""
    noticing.notice_all()
