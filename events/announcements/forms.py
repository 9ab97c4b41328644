from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.announcements import placeholders
from events.announcements.models import LONGEST, Announcement, Choice
from events.forms.fields import InZone, MomentField, SingleLineField
from portal.common.text import MarkdownFormField
from projects.models import Project


class AnnouncementForm(forms.ModelForm):
    """What is said to whom."""

    subject = SingleLineField(label=gettext_lazy("Subject"), max_length=200)
    text = MarkdownFormField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        help_text=gettext_lazy("Markdown; formulas between $ signs are written in signs."),
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Goes to"),
        choices=Choice,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one group.")},
        help_text=gettext_lazy("Who is in several groups gets the letter once."),
    )
    project = forms.ModelChoiceField(
        label=gettext_lazy("Project"),
        queryset=Project.objects.only("pk", "title").order_by("title", "pk"),
        required=False,
        empty_label=gettext_lazy("(for members of a project)"),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Announcement
        fields = ["subject", "text", "audience", "project"]

    def __init__(self, *args, about, numbers, preview_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision
        self.about = about
        audience: Any = self.fields["audience"]
        audience.choices = [
            (choice, _counted(label, numbers.get(choice)))
            for choice, label in about.labels.items()
            if choice != Choice.SELECTED or numbers.get(choice)
        ]
        if Choice.PROJECT not in about.labels:
            del self.fields["project"]
        self.fields["text"].widget.attrs |= {
            "data-preview-url": preview_url,
            "data-preview-target": "text-preview",
        }

    def clean_subject(self):
        """Refuse a field that is unknown, or that has no place in a subject."""
        subject = self.cleaned_data["subject"]
        _check(subject, self.about.fields.keys() - placeholders.LINKS)
        return subject

    def clean_text(self):
        """Refuse unknown fields, and a text of which nothing is left for some readers."""
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        _check(text, self.about.fields.keys())
        anybody = dict.fromkeys(placeholders.LABELS, "–") | dict.fromkeys(
            placeholders.NOT_FOR_ALL, ""
        )
        if not placeholders.fill(text, anybody):
            raise forms.ValidationError(
                _(
                    "Not everybody has these links, and the paragraph with one is left out of the letters of the"
                    " others: write a paragraph without one, too."
                )
            )
        return text

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("audience", ())
        if Choice.PROJECT in chosen and not cleaned.get("project") and "project" not in self.errors:
            self.add_error("project", _("Say which project."))
        if Choice.PROJECT not in chosen:
            cleaned["project"] = None
        return cleaned


class ScheduleForm(InZone, forms.Form):
    """When an announcement is to be sent, as the clocks of the zone of its event or series show it."""

    send_at = MomentField(label=gettext_lazy("Send at"))

    def __init__(self, *args, zone, **kwargs):
        self.known_zone = zone
        super().__init__(*args, **kwargs)
        self.fields["send_at"].help_text = _("In the time zone %(zone)s.") % {"zone": zone}

    def zone(self):
        return self.known_zone

    def clean_send_at(self):
        """Refuse what is past: that would be to send it now."""
        send_at = self.cleaned_data["send_at"]
        if send_at <= timezone.now():
            raise forms.ValidationError(_("That is past: choose a later time, or send it now."))
        return send_at


class SeenForm(forms.Form):
    """Which version of an announcement somebody looked at before they pressed the button."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReaderForm(forms.Form):
    """As whom the letter is looked at; the first one where nobody is chosen."""

    reader = forms.ChoiceField(label=gettext_lazy("As it reaches"), required=False)

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        reader: Any = self.fields["reader"]
        reader.choices = [
            (str(at), one.recipient.name or one.recipient.email) for at, one in enumerate(readers)
        ]

    @property
    def chosen(self):
        """The number of the reader in the list."""
        return int(self.cleaned_data["reader"] or 0) if self.is_valid() else 0


def _counted(label, number):
    return label if number is None else f"{label} ({number})"


def _check(text, allowed):
    for name in sorted(placeholders.used(text)):
        if name not in allowed:
            raise forms.ValidationError(
                _(
                    "There is no field {%(name)s} here; there are: %(known)s. Braces are written \\{…}."
                ),
                params={
                    "name": name,
                    "known": ", ".join(
                        f"{{{one}}}" for one in placeholders.LABELS if one in allowed
                    ),
                },
            )
