import logging
import re
import threading
from collections import defaultdict

from tests.mail.sink import Sink

# Every word of the mail server would be written down, at the cost of the portal.
logging.getLogger("mail.log").setLevel(logging.WARNING)
LINK = re.compile(r"/registrations/([\w-]{40,})/")


class Postbox(Sink):
    """A mail server at which everybody finds their own mail, and waits for the first."""

    def __init__(self):
        super().__init__()
        self.of = defaultdict(list)
        # One for each, so that a mail does not wake everybody.
        self.has_come = defaultdict(threading.Event)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  what aiosmtpd asks
        answer = await super().handle_DATA(server, session, envelope)
        for address in envelope.rcpt_tos:
            self.of[address].append(self.mails[-1])
            self.has_come[address].set()
        return answer

    def titled(self, address, beginning):
        """Return the mails to an address whose subject begins so."""
        return [mail for mail in self.of[address] if mail["Subject"].startswith(beginning)]

    def wait_for_link(self, address, seconds=60):
        """Wait for somebody's first mail and return the key in its link; None where it does not come."""
        if not self.has_come[address].wait(seconds):
            return None
        return LINK.search(text_of(self.of[address][0]))[1]


def text_of(mail):
    """Return what a mail says as text."""
    return mail.get_body(("plain",)).get_content()
