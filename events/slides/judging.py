"""What kind of file somebody uploaded, by its content; neither its name nor the browser is believed.

Libraries that tell types by their first bytes take any archive for a presentation, or look no
further than its beginning, so the two places that decide are read here.
"""

import zipfile
import zlib

from events.slides.models import Kind

HEAD, TAIL = b"%PDF-", b"%%EOF"
LAST = 2048  # bytes in which the end of a PDF is looked for; some programs add a few of their own
MOST_PARTS = 20_000
# Unpacked, as declared: beyond this nobody's presentation, and nothing to hand to a reader.
LARGEST_UNPACKED = 1024 * 1024 * 1024
LONGEST_LIST = 2 * 1024 * 1024
MIMETYPE = b"application/vnd.oasis.opendocument.presentation"
MAIN_PART = (
    b'ContentType="application/vnd.openxmlformats-officedocument.'
    b'presentationml.presentation.main+xml"'
)
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError),
    *(EOFError, OSError, RuntimeError, ValueError),
)


def kind_of(file):
    """Return the kind of this open file, None where it is none that we take."""
    file.seek(0)
    head = file.read(len(HEAD))
    if head == HEAD:
        kind = Kind.PDF if _ends_as_pdf(file) else None
    elif head.startswith(b"PK\x03\x04"):
        kind = _kind_of_archive(file)
    else:
        kind = None
    file.seek(0)
    return kind


def _ends_as_pdf(file):
    file.seek(max(0, file.size - LAST))
    return TAIL in file.read(LAST)


def _kind_of_archive(file):
    try:
        with zipfile.ZipFile(file) as archive:
            return _kind_of_parts(archive)
    except UNREADABLE:
        return None


def _kind_of_parts(archive):
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return None
    names = archive.namelist()
    if "mimetype" in names:
        return Kind.ODP if _read(archive, "mimetype", len(MIMETYPE)) == MIMETYPE else None
    if "[Content_Types].xml" in names:
        return (
            Kind.PPTX if MAIN_PART in _read(archive, "[Content_Types].xml", LONGEST_LIST) else None
        )
    return None


def _read(archive, name, limit):
    """Return a part of the archive, nothing where it is longer, whatever it declares to be."""
    with archive.open(name) as part:
        content = part.read(limit + 1)
    return content if len(content) <= limit else b""
