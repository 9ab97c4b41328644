"""Pictures as tests look at them: PNG files read into grey pixels, and the codes that are in them."""

import json
import struct
import zlib

import typst
import zxingcpp

from portal.common import typesetting

CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def codes_in(png: bytes) -> list[str]:
    """Return what the codes in the picture say, as a phone would read them."""
    return [found.text for found in zxingcpp.read_barcodes(grey(png))]


def pages_of(template: str, data: dict, folder=typesetting.FOLDER) -> list[bytes]:
    """Return each page of a paper as a picture, made of the same template and data as its PDF."""
    pictures = typst.compile(
        str(folder / template),
        root=str(folder),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(typesetting.printable(data))},
        format="png",
        ppi=100,
    )
    return pictures if isinstance(pictures, list) else [pictures]


def grey(png: bytes) -> memoryview:
    """Return the pixels of a PNG as rows of bytes from black to white."""
    width, height, depth, kind = 0, 0, 8, 0
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        name, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if name == b"IHDR":
            width, height, depth, kind = struct.unpack_from(">IIBB", body)
        packed += body if name == b"IDAT" else b""
        place += 12 + length
    channels = CHANNELS[kind]
    rows = _unfiltered(
        zlib.decompress(packed), height, (width * channels * depth + 7) // 8, channels
    )
    if depth == 1:
        rows = [[255 * (row[x // 8] >> (7 - x % 8) & 1) for x in range(width)] for row in rows]
    pixels = bytes(row[x * channels] for row in rows for x in range(width))
    return memoryview(pixels).cast("B", (height, width))


def _unfiltered(raw, height, length, step):
    before, rows = bytearray(length), []
    for y in range(height):
        start = y * (length + 1)
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + length])
        for x in range(length):
            left = row[x - step] if x >= step else 0
            up, corner = before[x], before[x - step] if x >= step else 0
            added = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[kind]
            row[x] = (row[x] + added) & 255
        rows.append(row)
        before = row
    return rows


def _nearest(left, up, corner):
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
