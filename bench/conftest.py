import subprocess
import sys

import pytest

from portal.common.embedded.places import BASE_DIR


@pytest.fixture
def mail_server(settings):
    """A mail server that costs this process nothing, for the portal to send to."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.sink"],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = int(server.stdout.readline())
        yield
        server.stdin.close()


@pytest.fixture
def report(capsys):
    """Print a line of figures, past what pytest keeps to itself."""

    def report(line):
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return report


@pytest.fixture
def plain_static_files(settings):
    """Styles and scripts at the addresses of their sources: nothing has been collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
