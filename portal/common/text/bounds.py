"""How much text is typeset; beyond these bounds it is shown as it was written."""

MAX_LENGTH = 100_000  # characters of one text: some thirty printed pages
