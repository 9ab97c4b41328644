from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.text import has_controls
from projects.publications.identifiers import normal_arxiv, normal_doi
from projects.publications.models import Publication

MOST = 50


class PublicationsField(forms.CharField):
    """Publications that the portal knows, named by DOI, arXiv identifier or address, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def __init__(self, **kwargs):
        help_text = _("DOI, arXiv identifier or address, one a line, of what the portal knows.")
        super().__init__(help_text=help_text, max_length=300 * MOST, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(one.doi or one.arxiv_id or one.url for one in value)
        return value

    def to_python(self, value):
        text = super().to_python(value) or ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most %(n)d lines.") % {"n": MOST})
        known = _known(lines)
        missing = [line for line in lines if not known.get(line)]
        if missing:
            words = _("The portal knows no such publication: %(lines)s")
            raise ValidationError(words % {"lines": ", ".join(line[:80] for line in missing[:5])})
        return list(dict.fromkeys(known[line] for line in lines))

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "").strip()


def _known(lines):
    """Return the publication that each line names."""
    readable = [line for line in lines if not has_controls(line)]
    dois = {normal_doi(line) for line in readable}
    arxiv = {normal_arxiv(line) for line in readable}
    named = Q(doi__in=dois) | Q(arxiv_id__in=arxiv) | Q(url__in=readable)
    found: dict[str | None, Publication] = {}
    for one in Publication.objects.filter(named):
        found |= {one.url: one, one.arxiv_id: one, one.doi: one}
    return {
        line: found.get(normal_doi(line)) or found.get(normal_arxiv(line)) or found.get(line)
        for line in readable
    }
