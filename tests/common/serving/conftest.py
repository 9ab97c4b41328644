import pytest

from tests.common.serving.programs import Program


@pytest.fixture
def start_program():
    """Start programs of ours; whatever is left of them in the end is killed."""
    started = []

    def start(*command, **environment):
        started.append(Program(*command, **environment))
        return started[-1]

    yield start
    for program in started:
        program.clear_up()
