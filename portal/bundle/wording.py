"""What the command says, in columns that people can read."""

from collections.abc import Iterable, Sequence

from portal.bundle.bundle import Bundle
from projects.importing.report import Report

GAP = "  "
TO_KNOW = "To know:"


def mistakes(bundle: Bundle) -> str:
    """List every mistake: file, record, field, what is wrong; then what may explain it."""
    rows = [[m.file, m.place, m.field, m.wrong] for m in bundle.mistakes]
    return "\n\n".join(filter(None, [_columns(rows), _list(TO_KNOW, bundle.notes)]))


def refusal(bundle: Bundle) -> str:
    """Say that nothing was changed."""
    number = len(bundle.mistakes)
    count = "1 mistake" if number == 1 else f"{number} mistakes"
    return f"{count} in the bundle; nothing was changed."


def report(done: Report, *, dry_run: bool) -> str:
    """Say what loading did, or would do."""
    parts = [
        _counts(done),
        _list("Left out, for it is not confirmed that they belong to the programme:", done.skipped),
        _list("In the portal, but not in the bundle; kept as they are:", done.vanished),
        _list(TO_KNOW, done.notes),
        "This was a dry run: nothing was changed." if dry_run else "",
    ]
    return "\n\n".join(part for part in parts if part)


def shown(text: str) -> str:
    """Return the text with a mark for each character that would upset a terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def _counts(done: Report) -> str:
    rows = [
        [kind, str(tally.created), str(tally.updated), str(tally.unchanged)]
        for kind, tally in done.tallies.items()
    ]
    return _columns([["", "created", "updated", "unchanged"], *rows], align_right=True)


def _list(heading: str, lines: Iterable[str]) -> str:
    items = [f"{GAP}{shown(line)}" for line in lines]
    return "\n".join([heading, *items]) if items else ""


def _columns(rows: Iterable[Sequence[str]], *, align_right: bool = False) -> str:
    table = [[shown(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for first, *others in table:
        cells = [
            cell.rjust(width) if align_right else cell.ljust(width)
            for cell, width in zip(others, widths[1:], strict=True)
        ]
        lines.append(GAP.join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)
