from celery import shared_task

from portal.mail import delivery
from portal.mail.models import Delivery

BATCH = 50


@shared_task
def deliver_due():
    """Send what is due, a batch over one connection at a time, until nothing is or the mail server is away."""
    Delivery.objects.take_back_abandoned()
    while batch := Delivery.objects.claim(limit=BATCH):
        if not delivery.send(batch):
            break  # the mail server is away; the next sweep asks again
