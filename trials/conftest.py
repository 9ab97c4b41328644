import sys

import pytest

from tests.mail.sink import Sink
from trials.portal import Portal
from trials.postbox import Postbox


@pytest.fixture
def sink():
    """A mail server that keeps what it is sent."""
    with Sink() as sink:
        yield sink


@pytest.fixture
def portal(sink):
    with Portal(f"smtp://127.0.0.1:{sink.port}") as portal:
        yield portal


@pytest.fixture
def postbox():
    """A mail server at which everybody reads their own mail."""
    with Postbox() as postbox:
        yield postbox


@pytest.fixture
def crowded(postbox):
    """A portal for many people: each has a network address of their own."""
    with behind_a_proxy(postbox) as portal:
        yield portal


def behind_a_proxy(postbox, **settings):
    url = f"smtp://127.0.0.1:{postbox.port}"
    return Portal(url, WEB_WORKERS="2", TRUSTED_PROXY_COUNT="1", **settings)


@pytest.fixture
def report(capsys):
    """Print a line of figures, past what pytest keeps to itself."""

    def report(line):
        with capsys.disabled():
            sys.stdout.write(f"\n{line}")

    return report
