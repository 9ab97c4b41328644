from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.fields import MomentField, SingleLineField, set_zone
from events.reviews.forms import MemberField, in_list
from events.reviews.models import Reviewer, Round
from events.submissions.models import Track
from portal.accounts.models import User
from portal.accounts.roles import Role


class TracksForm(forms.Form):
    """Which talks somebody reviews; without tracks at the call there is nothing to choose."""

    tracks = forms.ModelMultipleChoiceField(
        Track.objects.none(),
        label=_("Tracks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all tracks."),
    )

    def __init__(self, data=None, *, call, **kwargs):
        super().__init__(data, **kwargs)
        tracks = call.tracks.all()
        self.fields["tracks"].queryset = tracks  # type: ignore[attr-defined]  # of our field
        if not tracks:
            del self.fields["tracks"]

    @property
    def chosen(self):
        """What was chosen, as `naming` takes it."""
        tracks = list(self.cleaned_data.get("tracks", ()))
        return {"all_tracks": not tracks, "tracks": tracks}


class ReviewerForm(TracksForm):
    """A member who is to review for a call."""

    member = MemberField(
        members=[],
        label=_("Member"),
        help_text=_("Type a part of the name and choose from the list."),
        widget=forms.TextInput(attrs={"list": "members", "autocomplete": "off"}),
    )
    field_order = ("member", "tracks")

    def __init__(self, data=None, *, call):
        super().__init__(data, call=call)
        named = Reviewer.objects.active().filter(call=call)
        members = User.objects.filter(is_active=True, groups__name__in=Role.values)
        members = members.exclude(pk__in=named.values("user")).distinct().order_by("name", "email")
        self.fields["member"].members = members  # type: ignore[attr-defined]  # of our field

    @property
    def members(self):
        """What the list offers."""
        return [in_list(one) for one in self.fields["member"].members]  # type: ignore[attr-defined]  # of our field


class RoundForm(forms.ModelForm):
    """Until when reviews are wanted, and how many of each talk."""

    due_at = MomentField(label=_("Reviews wanted until"), required=False)

    class Meta:
        model = Round
        fields = ["due_at", "wanted"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self.instance.call.zone
        set_zone(self, zone)
        self.fields["due_at"].help_text = _(
            "Later ones still count, until a talk is decided. Time zone: %(zone)s."
        ) % {"zone": zone}


class AssignmentForm(forms.Form):
    """Which reviewers are wanted for a talk; who must not judge it cannot be chosen."""

    reviewers = forms.TypedMultipleChoiceField(label=_("Reviewers"), required=False, coerce=int)

    def __init__(self, data=None, *, choices):
        super().__init__(data)
        self.by_key = {one.reviewer.pk: one.reviewer for one in choices}
        self.fields["reviewers"].choices = [(key, "") for key in self.by_key]  # type: ignore[attr-defined]  # of our field

    @property
    def chosen(self):
        """The reviewers that are wanted."""
        return [self.by_key[key] for key in self.cleaned_data["reviewers"]]


class OrganisersConflictForm(forms.Form):
    """That a reviewer must not judge a talk, as an organiser knows."""

    reviewer = forms.ModelChoiceField(Reviewer.objects.none(), label=_("Reviewer"))
    why = SingleLineField(label=_("Why?"), max_length=300, required=False)

    def __init__(self, data=None, *, reviewers):
        super().__init__(data)
        self.fields["reviewer"].queryset = reviewers  # type: ignore[attr-defined]  # of our field
