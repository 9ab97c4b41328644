import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

PROGRAM = Path(os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")
# Nothing but the pages under test: no look-ups, updates or reports of the browser's own.
OPTIONS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
OPTIONS += ["--disable-component-update", "--disable-sync"]
HEIGHTS = {360: 740}


def launch(playwright):
    """Start a headless Chromium."""
    # Inside a container, and as root anywhere, Chromium's own sandbox cannot be made.
    unboxed = ["--no-sandbox"] if os.geteuid() == 0 or os.environ.get("CI") else []
    return playwright.chromium.launch(executable_path=PROGRAM, args=[*OPTIONS, *unboxed])


class Watch:
    """Everything a page complained about: console errors, blocked content, failed requests."""

    def __init__(self, page, origin, tolerated=()):
        self.problems = []
        self._origin, self._tolerated = urlsplit(origin).netloc, tolerated
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)

    def _heard(self, message):
        where = message.location.get("url", "")
        # The browser asks for an icon by itself where an answer, JSON say, names none.
        if message.type == "error" and not where.endswith("/favicon.ico"):
            self._note(f"console: {message.text} ({where})")

    def _failed(self, request):
        # Aborted means by the browser itself: a download, or a page left before it was whole.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"request failed: {request.url} {request.failure}")

    def _asked(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self._origin:
            self._note(f"request to somebody else: {request.url}")

    def _note(self, problem):
        if not any(re.search(pattern, problem) for pattern in self._tolerated):
            self.problems.append(problem)
