from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from portal.common.text import MarkdownFormField

LONGEST = 20_000


class AnnouncementForm(forms.Form):
    """What subscribers are told of an event."""

    subject = SingleLineField(label=_("Subject"), max_length=200)
    text = MarkdownFormField(
        label=_("Text"),
        max_length=LONGEST,
        help_text=_("Markdown. The link to the event stands in it."),
    )

    def __init__(self, *args, preview_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {
            "data-preview-url": preview_url,
            "data-preview-target": "text-preview",
        }
