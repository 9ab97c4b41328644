def plain(source: str) -> str:
    """Return the text without its markup, for mails, feeds, search and descriptions."""
    return source
