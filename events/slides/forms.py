from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from events.forms.fields import InZone, LinkField, MomentField
from events.slides.judging import kind_of
from events.slides.models import Release, Slides

LARGEST = 50 * 1024 * 1024


class SlidesForm(InZone, forms.ModelForm):
    """The slides of a talk, from when others may have them, and on which terms."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # an empty file is told of below, like any other that is no slides
        help_text=_("PDF, PowerPoint (.pptx) or OpenDocument (.odp), at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.pptx,.odp"}),
    )
    release_at = MomentField(label=_("Public from"), required=False)
    recording = LinkField(
        label=_("Recording"),
        required=False,
        help_text=_("An address that begins with https://, such as that of a video."),
    )

    class Meta:
        model = Slides
        fields = ["file", "release", "release_at", "licence", "recording", "none_will_come"]
        labels = {"release": _("Public"), "licence": _("Licence")}
        widgets = {"release": forms.RadioSelect}

    kind = None

    def zone(self):
        return self.instance.talk.event.zone

    def clean_file(self):
        """Refuse what is too large or no slides, by its content."""
        file = self.cleaned_data["file"]
        if "licence" not in self.data:  # what stands behind the file in the form
            raise forms.ValidationError(
                _("Not all of the upload arrived. Nothing was stored."), code="cut-off"
            )
        if not isinstance(file, UploadedFile):
            return None
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file has %(size)s; at most 50 MB can be stored. Nothing was stored."),
                params={"size": filesizeformat(file.size or 0)},
                code="too-large",
            )
        self.kind = kind_of(file)
        if self.kind is None:
            raise forms.ValidationError(
                _(
                    "This is no PDF, PowerPoint (.pptx) or OpenDocument (.odp) file, or not all of it arrived. Nothing was stored."
                ),
                code="no-slides",
            )
        return file

    def clean_recording(self):
        recording = self.cleaned_data["recording"]
        if recording and not recording.startswith("https://"):
            raise forms.ValidationError(_("The address must begin with https://."))
        return recording

    def clean(self):
        cleaned = super().clean() or {}
        chosen = cleaned.get("release")
        if (
            chosen == Release.AT
            and not cleaned.get("release_at")
            and not self.has_error("release_at")
        ):
            self.add_error("release_at", _("Say from when the slides are public."))
        if chosen != Release.AT:
            cleaned["release_at"] = None
        if cleaned.get("none_will_come") and cleaned.get("file"):
            self.add_error("none_will_come", _("You chose a file, so there are slides."))
        return cleaned
