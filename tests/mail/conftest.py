from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import models
from django.utils import translation

from portal.mail.models import Delivery
from tests.mail.sink import Sink


@pytest.fixture
def sink(settings):
    """A mail server that the portal sends to, over real SMTP."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = sink.port
        settings.EMAIL_TIMEOUT = 5
        yield sink


@pytest.fixture
def let_pass():
    """Make time pass for the deliveries: everything stored about them lies so much further back."""

    def let_pass(**time):
        past = timedelta(**time)
        Delivery.objects.update(
            queued_at=models.F("queued_at") - past,
            due_at=models.F("due_at") - past,
            claimed_at=models.F("claimed_at") - past,
        )

    return let_pass


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def _a_page_in_german_leaves_no_german_behind():
    with translation.override("en"):
        yield
