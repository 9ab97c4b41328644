"""QR codes: squares that a phone's camera reads as an address."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # modules of white around it, without which cameras do not find it
ACCURACY = "m"  # read even where a seventh of it is dirt


def svg(text: str, *, title: str) -> SafeString:
    """Return the code as SVG to stand in a page; dark on white in any theme, since cameras want that.

    `title` is what it is called for who does not see it.
    """
    drawn = _code(text).svg_inline(
        border=QUIET, light="#fff", omitsize=True, title=title, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes)


def png(text: str, *, scale: int = 8) -> bytes:
    """Return the code as a picture, `scale` pixels to a module."""
    stream = io.BytesIO()
    _code(text).save(stream, kind="png", border=QUIET, scale=scale)
    return stream.getvalue()


def for_paper(text: str) -> str:
    """Return the code as SVG for a Typst template: `image(bytes(data.code), alt: "…")`."""
    stream = io.BytesIO()
    _code(text).save(stream, kind="svg", border=0, omitsize=True, xmldecl=False)
    return stream.getvalue().decode()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, micro=False, error=ACCURACY)
