"""A mail server on 127.0.0.1 that keeps what it is given and answers as it is told."""

import asyncio
import contextlib
import threading
from collections import defaultdict
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP

DROP, HANG = "drop", "hang"


class Sink:
    """Says yes to everything, unless an address was given answers: one for each attempt in turn.

    An answer is what the server says to RCPT TO ("451 Later"), DROP or HANG; the last one stays.
    """

    def __init__(self):
        self.mails = []
        self.raw = []  # each mail to the byte
        self.envelopes = []  # to whom each mail was handed over, whatever its headers say
        self.connections = 0
        self.answers = defaultdict(list)
        self.attempts = defaultdict(int)
        self.hold_after = None  # hangs with this many mails taken and the last not acknowledged
        self.holding = threading.Event()
        self.arrival = threading.Condition()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run)
        self.started = threading.Event()
        self.port = 0

    def answer(self, address, *answers):
        self.answers[address] = list(answers)

    @property
    def received(self):
        """The addresses that mail came for, in order."""
        return [mail["To"].addresses[0].addr_spec for mail in self.mails]

    def wait_for(self, number, seconds=30):
        """Wait until this many mails are here; tell whether they came."""
        with self.arrival:
            return self.arrival.wait_for(lambda: len(self.mails) >= number, seconds)

    # What aiosmtpd asks

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.attempts[address] += 1
        answers = self.answers[address]
        answer = answers.pop(0) if len(answers) > 1 else (answers or ["250 OK"])[0]
        if answer == DROP:
            server.transport.abort()
        if answer == HANG:
            await self._hang()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        with self.arrival:
            self.mails.append(message_from_bytes(envelope.content, policy=default))
            self.raw.append(envelope.content)
            self.envelopes.append(list(envelope.rcpt_tos))
            self.arrival.notify_all()
        if len(self.mails) == self.hold_after:
            await self._hang()
        return "250 OK"

    async def _hang(self):
        self.holding.set()
        await self.loop.create_future()

    # Its life

    def __enter__(self):
        self.thread.start()
        assert self.started.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(self._serve())
        self.port = server.sockets[0].getsockname()[1]
        self.loop.call_soon(self.started.set)
        self.loop.run_forever()
        server.close()
        self._end_tasks()
        self.loop.close()

    async def _serve(self):
        return await self.loop.create_server(self._session, "127.0.0.1", 0)

    def _session(self):
        return SMTP(self, loop=self.loop, hostname="localhost")

    def _end_tasks(self):
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
