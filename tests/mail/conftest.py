import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, models

from portal.mail.models import Claim, Delivery
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


IN_THE_PORTAL = """
import sys, django
django.setup()
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
"""


@pytest.fixture
def process_of_the_portal(sink):
    """Start a process that runs some code on the tests' database and sends mail to the sink."""
    processes = []

    def process_of_the_portal(code):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        }
        command = [sys.executable, "-c", IN_THE_PORTAL + code]
        command.append(connection.settings_dict["NAME"])
        processes.append(subprocess.Popen(command, env=environment))  # noqa: S603  our own code
        return processes[-1]

    yield process_of_the_portal
    for process in processes:
        process.kill()
        process.wait(10)


@pytest.fixture
def let_pass():
    """Make time pass for the deliveries: everything stored about them lies so much further back."""

    def let_pass(**time):
        past = timedelta(**time)
        Delivery.objects.update(
            queued_at=models.F("queued_at") - past,
            due_at=models.F("due_at") - past,
        )
        Claim.objects.update(held_at=models.F("held_at") - past)

    return let_pass


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()
