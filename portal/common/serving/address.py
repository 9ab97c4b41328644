import errno
import socket
from dataclasses import dataclass


class AddressProblem(Exception):
    """The portal cannot be reached at this address; the message says why in one sentence."""


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    def require_free(self) -> None:
        """Raise AddressProblem unless a server could be started here now."""
        try:
            family, kind, _, _, place = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
        except socket.gaierror:
            raise AddressProblem(f"There is no host called {self.host!r}.") from None
        with socket.socket(family, kind) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(place)
            except OSError as error:
                raise AddressProblem(self._why_not(error)) from None

    def is_open(self) -> bool:
        """Tell whether a server takes connections here."""
        try:
            with socket.create_connection((self.host, self.port), timeout=1):
                return True
        except OSError:
            return False

    def _why_not(self, error: OSError) -> str:
        match error.errno:
            case errno.EADDRINUSE:
                return (
                    f"Port {self.port} on {self.host} is taken: end the program that uses it, "
                    f"or choose another port, for example PORT={self.port + 1}."
                )
            case errno.EACCES:
                return f"Port {self.port} is only for root: choose one above 1023."
            case errno.EADDRNOTAVAIL:
                return f"{self.host} is not an address of this machine."
        return f"Nothing can listen on {self.host}, port {self.port}: {error.strerror}."
