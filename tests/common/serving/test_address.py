import os
import socket

import pytest

from portal.common.serving.address import Address, AddressProblem


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_a_free_port_is_fine(listener):
    port = listener.getsockname()[1]
    listener.close()

    Address("127.0.0.1", port).require_free()


def test_a_taken_port_is_said_in_one_sentence(listener):
    port = listener.getsockname()[1]

    with pytest.raises(AddressProblem) as problem:
        Address("127.0.0.1", port).require_free()

    assert str(problem.value) == (
        f"Port {port} on 127.0.0.1 is taken: end the program that uses it, "
        f"or choose another port, for example PORT={port + 1}."
    )


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("no-such-host.invalid", "There is no host called 'no-such-host.invalid'."),
        ("192.0.2.1", "192.0.2.1 is not an address of this machine."),
    ],
)
def test_a_wrong_host_is_said_in_one_sentence(host, sentence):
    with pytest.raises(AddressProblem) as problem:
        Address(host, 8000).require_free()

    assert str(problem.value) == sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="root may use every port")
def test_a_port_of_the_system_is_refused():
    with pytest.raises(AddressProblem, match="only for root"):
        Address("127.0.0.1", 80).require_free()


def test_an_address_is_open_while_somebody_listens(listener):
    address = Address("127.0.0.1", listener.getsockname()[1])

    assert address.is_open()
    listener.close()
    assert not address.is_open()
