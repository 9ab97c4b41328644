"""Providers of OpenID Connect on this machine: one that does as it should, one that says what it is told."""

import json
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import requests

from portal.accounts import providers
from tests.common.until import until


class Server:
    """A provider of its own, in a process of its own, where one signs in by naming oneself."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(  # noqa: S603  a program of the tests, with our own words
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._answers)

    def stop(self):
        self._process.terminate()
        self._process.wait()

    def knows(self, subject, **claims):
        """Have this somebody known there, with what is said of them."""
        address = f"{self.url}/users/{quote(subject)}"
        requests.put(address, json=claims, timeout=5).raise_for_status()

    def agrees(self, address, subject):
        """Sign in at the address the portal led to; return where the browser is sent back to."""
        return self._press(address, {"sub": subject})

    def refuses(self, address):
        """Press Deny there; return where the browser is sent back to."""
        # This server forgets the state when it is denied, which OAuth 2.0 (4.1.2.1) forbids.
        state = parse_qs(urlsplit(address).query)["state"][0]
        return f"{self._press(address, {'action': 'deny'})}&state={state}"

    def _press(self, address, fields):
        answer = requests.post(address, data=fields, allow_redirects=False, timeout=5)
        return answer.headers["Location"]

    def _answers(self):
        try:
            return requests.get(self.url, timeout=1).ok
        except requests.ConnectionError:
            return False


class Liar:
    """A server that answers each path with what `answers` holds for it."""

    def __init__(self):
        self.answers = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.answers))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def describe(self, **changed):
        """Say at discovery what a provider should, with changes."""
        self.answers["/.well-known/openid-configuration"] = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
        } | changed

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(answers):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            said = answers.get(self.path, "")
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(200 if self.path in answers else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_):
            pass

    return Handler


def environ(*, orcid="", **universities):
    """Return the environment of a portal with these servers: `uni_a=("https://…", "uni-a.example")`."""
    said = {"OIDC_PROVIDERS": ",".join(name.replace("_", "-") for name in universities)}
    if orcid:
        said |= {"ORCID_CLIENT_ID": "APP-1", "ORCID_SECRET": "made up", "ORCID_SERVER": orcid}
    for name, (server, domains) in universities.items():
        prefix = f"OIDC_{name.upper()}"
        said |= {
            f"{prefix}_NAME": f"University {name[-1].upper()}",
            f"{prefix}_SERVER": server,
            f"{prefix}_CLIENT_ID": "portal",
            f"{prefix}_SECRET": "made up",
            f"{prefix}_DOMAINS": domains,
        }
    return said


def configured(**servers):
    """Return the setting SOCIALACCOUNT_PROVIDERS of a portal with these servers."""
    return providers.configured(environ(**servers))
