from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.common.previewing import PreviewedForm
from portal.consents.forms import ConsentMixin
from portal.consents.models import Purpose
from projects.invitations import inviting
from projects.invitations.addresses import read
from projects.invitations.inviting import Offer, Outcome
from projects.invitations.models import State
from projects.models import Membership, Person, Project

MOST_AT_ONCE = 200
PART = Membership.Role
GRANTED = [role for role in Role if role != Role.MEMBER]


class InviteForm(PreviewedForm):
    """Whom to invite to a project: first a preview, then the mails."""

    people = forms.CharField(
        label=_("People"),
        max_length=40_000,
        help_text=_(
            "One per line, as they stand in a mail or a spreadsheet: "
            "Ada Sample &lt;ada@example.org&gt;, or only the address."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    project_role = forms.ChoiceField(
        label=_("Part in the project"),
        choices=[(part.value, part.label) for part in (PART.RESEARCHER, PART.ASSOCIATE)],
        initial=PART.RESEARCHER,
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args, by, project=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.project = by, project
        self.fields["language"].initial = get_language()

    def clean_people(self):
        text = self.cleaned_data["people"]
        found = read(text)
        if not found:
            raise ValidationError(_("Nobody is named here."))
        if len(found) > MOST_AT_ONCE:
            message = ngettext(
                "%(n)d person at most can be invited at once; these are %(found)d.",
                "%(n)d people at most can be invited at once; these are %(found)d.",
                MOST_AT_ONCE,
            )
            raise ValidationError(message % {"n": MOST_AT_ONCE, "found": len(found)})
        self.recipients = found
        return text

    def offer(self):
        """Return what a valid form offers."""
        return Offer(
            project=self.project,
            project_role=self.cleaned_data["project_role"],
            language=self.cleaned_data["language"],
        )

    @cached_property
    def steps(self):
        """What a valid form comes to, line by line."""
        return inviting.plan(self.recipients, self.offer(), by=self.by)

    @property
    def acting(self):
        """How many of the steps do something."""
        return sum(step.does_something for step in self.steps)

    @property
    def unclear(self):
        """How many lines were not understood."""
        return sum(step.outcome == Outcome.UNCLEAR for step in self.steps)

    @property
    def wants_to_send(self):
        """Tell whether the button under the preview of just this was pressed."""
        return self.is_to_be_done and bool(self.acting)

    def previewed(self):
        """Who is invited to what, and what that comes to."""
        steps = [(s.recipient.email, s.recipient.name, s.outcome, s.person) for s in self.steps]
        return steps, self.offer()


class CoordinatorsInviteForm(InviteForm):
    """Whom to invite to what, with which roles; about one known person, it opens that page."""

    person = forms.ModelChoiceField(
        Person.objects.filter(user=None), required=False, widget=forms.HiddenInput
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles beyond that of a member"),
        choices=[(role.value, role.label) for role in GRANTED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    project = forms.ModelChoiceField(
        Project.objects.only("title"), label=_("Project"), required=False, empty_label=_("None")
    )
    project_role = forms.ChoiceField(
        label=_("Part in the project"), choices=PART, initial=PART.RESEARCHER
    )
    known_pages = forms.BooleanField(
        label=_("Whoever bears the name of a page without an account gets that page"),
        required=False,
        initial=True,
    )
    field_order = ["people", "project", "project_role", "roles", "language", "known_pages"]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("person") and len(getattr(self, "recipients", [])) > 1:
            self.add_error("people", _("One page is for one person: give one address."))

    def offer(self):
        data = self.cleaned_data
        return Offer(
            project=data["project"],
            project_role=data["project_role"] if data["project"] else "",
            roles=tuple(data["roles"]),
            language=data["language"],
            person=data["person"],
            known_pages=data["known_pages"],
        )


class NameForm(ConsentMixin):
    """What the owner of a new account is called, and the text for accounts to agree to."""

    purpose = Purpose.ACCOUNT

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As it is to stand on your page."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self):
        name = "".join(char if char.isprintable() else " " for char in self.cleaned_data["name"])
        if not (name := " ".join(name.split())):
            raise ValidationError(_("This field is required."), code="required")
        return name


class StateForm(forms.Form):
    """Which invitations a list shows."""

    CHOICES = [("", _("All")), *State.choices]

    state = forms.ChoiceField(choices=CHOICES, required=False)

    @property
    def wanted(self):
        return self.cleaned_data["state"] if self.is_valid() else ""
