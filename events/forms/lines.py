from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.text import one_line

LINES = forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})
MOST_LINES = 2000


class LinesField(forms.CharField):
    """Reads a text as a list, one entry a line, each once; an entry that is none is named."""

    widget = LINES

    def __init__(self, *, read, **kwargs):
        self.read = read
        super().__init__(required=False, max_length=300 * MOST_LINES, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = [
            line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()
        ]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most %(n)d lines.") % {"n": MOST_LINES})
        return list(dict.fromkeys(self._entry(line) for line in lines))

    def validate(self, value):
        """Nothing is left to check: each line was."""

    def run_validators(self, value):
        """Those of texts do not suit a list."""

    def _entry(self, line):
        try:
            return self.read(line)
        except ValidationError as error:
            raise ValidationError(
                _("“%(line)s” cannot be read. Please write one entry a line."),
                params={"line": one_line(line)[:80]},
            ) from error
