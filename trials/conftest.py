import pytest

from tests.mail.sink import Sink
from trials.portal import Portal


@pytest.fixture
def sink():
    """A mail server that keeps what it is sent."""
    with Sink() as sink:
        yield sink


@pytest.fixture
def portal(sink):
    with Portal(f"smtp://127.0.0.1:{sink.port}") as portal:
        yield portal
