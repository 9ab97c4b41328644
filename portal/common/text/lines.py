import unicodedata

# Names of some scripts, and emoji of several parts, are written with them.
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
EMOJI = range(0x1F000, 0x1FB00)  # also those that are younger than this Python
TAGS = range(0xE0020, 0xE0080)  # of which some flags are made


def one_line(text):
    """Return the text in one line, fit for a name or the header of a mail.

    Control characters become blanks; so do marks that turn the direction of whatever comes after.
    """
    return " ".join("".join(char if _stays(char) else " " for char in str(text)).split())


def has_controls(text):
    """Tell whether the text holds what nobody types: control characters, or bytes that were no text."""
    return any(
        char == "\N{REPLACEMENT CHARACTER}"
        or (unicodedata.category(char) in ("Cc", "Cs") and not char.isspace())
        for char in text
    )


def _stays(char):
    return char.isprintable() or char in JOINERS or ord(char) in EMOJI or ord(char) in TAGS
