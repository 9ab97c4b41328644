from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms.fields import SingleLineField
from events.reviews.models import Confidence, Review, Score


class ReviewForm(forms.ModelForm):
    """What a reviewer thinks of a talk: one answer is needed, the rest helps."""

    score = forms.TypedChoiceField(
        label=_("Should it be heard?"), choices=Score.choices, coerce=int, widget=forms.RadioSelect
    )
    confidence = forms.TypedChoiceField(
        label=_("How well do you know the field?"),
        choices=[("", _("No answer")), *Confidence.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    # The text that was read, and the review that stood there: nobody overwrites what they did not see.
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Review
        fields = ["score", "confidence", "comment"]
        labels = {"comment": _("Comment for the organisers")}
        help_texts = {
            "comment": _("Only organisers read it. Markdown with formulas between $ signs.")
        }
        widgets = {"comment": forms.Textarea(attrs={"rows": 6, "spellcheck": "true"})}

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = submission.revision
        self.fields["seen"].initial = self.instance.version if self.instance.pk else 0

    def clean_revision(self):
        return min(self.cleaned_data["revision"], 2**31 - 1)

    def clean_seen(self):
        return min(self.cleaned_data["seen"], 2**31 - 1)

    def admit_conflict(self, stored):
        """Keep what was typed; saving once more then replaces `stored` knowingly."""
        typed = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        typed["seen"] = stored.version
        self.data = typed


class ConflictForm(forms.Form):
    """Why somebody must not judge a talk; nobody has to say it."""

    why = SingleLineField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("Only the organisers read it."),
    )


class MemberField(SingleLineField):
    """A member, chosen from a list that the browser searches, or typed: the address decides."""

    def __init__(self, *, members, **kwargs):
        super().__init__(max_length=300, **kwargs)
        self.members = members

    def clean(self, value):
        text = super().clean(value)
        found = [one for one in self.members if text.casefold() in _names(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several are called that: give the address."))
        raise ValidationError(_("No member has this name or address."))


def in_list(user):
    """Return a member as the list shows them: "Sample Member <sample@example.org>"."""
    return f"{user.name} <{user.email}>" if user.name else user.email


def _names(user):
    return {in_list(user).casefold(), user.email.casefold(), user.name.casefold()}
