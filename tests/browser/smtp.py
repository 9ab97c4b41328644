import email
import email.policy
import socket
import threading
import time

from aiosmtpd.controller import Controller


class Sink:
    """A mail server on this machine that keeps what it is sent."""

    def __init__(self):
        self.messages = []
        self._arrived = threading.Condition()
        self._controller = _FreePort(self, hostname="127.0.0.1")

    @property
    def url(self):
        """What EMAIL_URL has to be for mail to arrive here."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def start(self):
        self._controller.start()

    def stop(self):
        self._controller.stop()

    def clear(self):
        with self._arrived:
            self.messages.clear()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with self._arrived:
            self.messages.append(message)
            self._arrived.notify_all()
        return "250 OK"

    def wait_for(self, is_wanted, seconds=20):
        """Return the first message that is wanted, as soon as there is one."""
        deadline = time.monotonic() + seconds
        with self._arrived:
            while True:
                for message in self.messages:
                    if is_wanted(message):
                        return message
                if not self._arrived.wait(deadline - time.monotonic()):
                    subjects = [
                        f"{message['To']}: {message['Subject']}" for message in self.messages
                    ]
                    raise AssertionError(f"no such mail within {seconds} s, only {subjects}")

    def wait_for_mail_to(self, address, seconds=20):
        """Return the first message to this address."""
        return self.wait_for(lambda message: address in message["To"], seconds)


class _FreePort(Controller):
    def __init__(self, *args, **kwargs):
        self.socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(*args, port=self.socket.getsockname()[1], **kwargs)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.socket)
