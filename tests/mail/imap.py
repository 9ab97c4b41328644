"""A mailbox reached by IMAP on 127.0.0.1, as far as reading and deleting need it (RFC 9051)."""

import re
import socketserver
import threading

PASSWORD = "secret"


class Mailbox(socketserver.ThreadingTCPServer):
    """Serves `mails` to whoever gives the password; deleted ones are gone after EXPUNGE."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, mails, password=PASSWORD):
        self.mails = dict(enumerate(mails, start=7))  # UIDs need not begin at 1
        self.deleted = set()
        self.password = password
        super().__init__(("127.0.0.1", 0), _Talk)

    @property
    def url(self):
        return f"imap://sample:{PASSWORD}@127.0.0.1:{self.server_address[1]}/INBOX"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}).start()
        return super().__enter__()

    def __exit__(self, *args):
        self.shutdown()
        super().__exit__(*args)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            self._say(f"{tag} {self._answer(command)}")

    def _say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def _answer(self, command):
        words = command.split()
        name = " ".join(words[:2] if words[0] == "UID" else words[:1])
        return getattr(self, "_" + name.lower().replace(" ", "_"), self._unknown)(command)

    def _unknown(self, command):
        return "BAD no such command"

    def _capability(self, command):
        self._say("* CAPABILITY IMAP4rev1")
        return "OK done"

    def _login(self, command):
        return "OK done" if f'"{self.server.password}"' in command else "NO wrong password"

    def _select(self, command):
        self._say(f"* {len(self.server.mails)} EXISTS")
        return "OK [READ-WRITE]"

    def _uid_search(self, command):
        left = [str(uid) for uid in self.server.mails if uid not in self.server.deleted]
        self._say(f"* SEARCH {' '.join(left)}")
        return "OK done"

    def _uid_fetch(self, command):
        uid = int(re.search(r"FETCH (\d+)", command)[1])
        source = self.server.mails[uid]
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(source)}}}\r\n".encode())
        self.wfile.write(source + b")\r\n")
        return "OK done"

    def _uid_store(self, command):
        self.server.deleted.add(int(re.search(r"STORE (\d+)", command)[1]))
        return "OK done"

    def _expunge(self, command):
        self.server.mails = {
            uid: mail for uid, mail in self.server.mails.items() if uid not in self.server.deleted
        }
        return "OK done"

    def _logout(self, command):
        self._say("* BYE")
        return "OK done"
