"""Papers as PDF, made by Typst of a template in templates/typst/ and plain data."""

import json
import subprocess
import sys
import unicodedata
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

PRESS = Path(__file__).with_name("press.py")
FOLDER = Path(settings.BASE_DIR) / "templates" / "typst"
SECONDS = 20  # of work
PATIENCE = 60  # seconds by the clock: on a busy machine no paper is to blame
MEMORY = 4 * 1024**3  # of addresses, most of which are never used
# What turns the direction of the text around it, or is no character at all.
UNSEEN = {"Cc", "Cs", "Cn", "Co"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class NotTypeset(Exception):
    """The paper could not be made: the template does not fit the data, or it was too much work."""


def pdf(template: str, data: dict[str, Any], *, at: datetime, folder: Path = FOLDER) -> bytes:
    """Return the PDF of the template with this data, as made at that time; NotTypeset if there is none.

    The template reads the data as `json(bytes(sys.inputs.data))`. Words in it stay words, whatever
    they look like: nothing typed is ever read as Typst. The same data gives the same bytes.
    """
    task = {
        "library": _library(),
        "seconds": SECONDS,
        "memory": MEMORY,
        "folder": str(folder),
        "template": template,
        "data": printable(data),
        "timestamp": int(at.timestamp()),
    }
    command = [sys.executable, "-I", "-S", str(PRESS)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the data is its input)
            command,
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as stopped:
        raise NotTypeset(f"{template}: not done in {PATIENCE} seconds") from stopped
    if done.returncode:
        told = done.stderr.decode(errors="replace")[-2000:]
        raise NotTypeset(f"{template}: ended with {done.returncode}. {told}")
    return done.stdout


def printable(data: Any) -> Any:
    """Return the data with every text in it freed of what cannot be printed or would turn its line."""
    match data:
        case dict():
            return {key: printable(value) for key, value in data.items()}
        case list() | tuple():
            return [printable(value) for value in data]
        case int() | float() | None:
            return data
    # A composed letter stands in more fonts than its parts.
    text = unicodedata.normalize("NFC", str(data))
    return "".join(
        letter
        for letter in text
        if letter == "\n" or (letter not in TURNING and unicodedata.category(letter) not in UNSEEN)
    )


def answer(paper: bytes, name: str) -> HttpResponse:
    """Return the answer that hands out the paper as a file of this name, kept by nobody on the way."""
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _library() -> str:
    found = find_spec("typst")
    if found is None or found.origin is None:
        raise NotTypeset("The package typst is missing.")
    return str(Path(found.origin).parent.parent)
