"""A letter to many is set once, with blanks for what differs from reader to reader, and filled in."""

from dataclasses import astuple, dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives

LINE = 78  # characters, after which a header is folded (RFC 5322, 2.1.1)


@dataclass(frozen=True)
class Fields:
    """What differs from one reader's copy of a letter to the next."""

    to: str
    message_id: str
    date: str
    link: str = ""  # to end the subscription


class Form:
    """How a letter looks on the wire, with blanks."""

    def __init__(self, mail, blanks):
        """Set a mail whose own fields are the blanks: words that stand nowhere else."""
        self._mail = mail.message()
        self._blanks = blanks
        self._set: dict[str, bytes] = {}
        in_header_text_and_html = 3
        times = {blanks.to: 1, blanks.message_id: 1, blanks.date: 1}
        times |= {blanks.link: in_header_text_and_html} if blanks.link else {}
        raw = self._raw("\n")
        self._is_sound = all(raw.count(blank.encode()) == times[blank] for blank in times)

    def suits(self, fields):
        """Tell whether these fields stand in a mail letter by letter, in lines as long as the blanks'."""
        to_is_plain = fields.to.isascii() and len(f"To: {fields.to}") <= LINE
        return self._is_sound and to_is_plain and len(fields.link) == len(self._blanks.link)

    def filled(self, fields, linesep):
        """Return the mail of a reader, to the byte as it would be made for them alone."""
        raw = self._raw(linesep)
        for blank, field in zip(astuple(self._blanks), astuple(fields), strict=True):
            if blank:
                raw = raw.replace(blank.encode(), field.encode())
        return raw

    def _raw(self, linesep):
        if linesep not in self._set:
            self._set[linesep] = self._mail.as_bytes(linesep=linesep)
        return self._set[linesep]


class Copy(EmailMultiAlternatives):
    """A mail that knows its form: where that suits, only the blanks are filled in."""

    form: Form | None = None
    fields: Fields

    def message(self, **how: Any) -> Any:
        if self.form and self.form.suits(self.fields):
            return Filled(self.form, self.fields)
        return super().message(**how)


@dataclass(frozen=True)
class Filled:
    """A form filled in for one reader, as mail backends take it."""

    form: Form
    fields: Fields

    def as_bytes(self, unixfrom=False, linesep="\n"):
        return self.form.filled(self.fields, linesep)
