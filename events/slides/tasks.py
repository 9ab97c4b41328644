from celery import shared_task

from events.slides import noticing, sweeping


@shared_task
def sweep():
    """Delete files that no version of any slides refers to."""
    sweeping.sweep()


@shared_task
def notice():
    """Tell who held a place of the slides that were given out."""
    noticing.notice_all()
