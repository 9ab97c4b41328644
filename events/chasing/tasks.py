from celery import shared_task

from events.chasing import chasing


@shared_task
def chase():
    """Ask the speakers whose turn it is for what is missing."""
    chasing.chase_all()
