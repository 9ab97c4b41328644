import signal
import socket
from pathlib import Path
from typing import ClassVar

from portal.common.embedded.server import Server
from portal.common.embedded.wheels import redis_program

DATABASES = 256  # two for each parallel test process, and more


class Redis(Server):
    name = "redis"
    farewells: ClassVar = [(signal.SIGTERM, 2.0), (signal.SIGKILL, 1.0)]

    @property
    def program(self) -> Path:
        return redis_program()

    @property
    def socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def command(self) -> list[str]:
        options = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        options += ["--dir", str(self.directory), "--databases", str(DATABASES)]
        options += ["--save", *([""] if self.throwaway else ["60", "1"])]
        # A full disk shall not stop the portal: what is in here may be lost.
        options += ["--stop-writes-on-bgsave-error", "no"]
        return [str(self.program), *options]

    def is_ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def discard_leftovers(self) -> None:
        self.socket.unlink(missing_ok=True)
