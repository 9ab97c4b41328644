from celery import shared_task

from portal.mail import delivery
from portal.mail.models import Claim

LEAST, MOST = 10, 200  # deliveries that a worker takes at a time


@shared_task
def deliver_due():
    """Send what is due until nothing is or the mail server is away; the next sweep asks it again.

    A worker takes no more at a time than the server takes in a few seconds.
    """
    Claim.objects.take_back_abandoned()
    limit = MOST
    while claim := Claim.objects.take(limit=limit):
        try:
            handled = delivery.send(claim)
        except delivery.ServerAwayError:
            return
        limit = min(max(2 * handled, LEAST), MOST)
