"""The sections of the settings: each has a form, what it is about, and a template where it shows more."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts import second_factor
from portal.accounts.roles import Role
from portal.desk.configuration import colour, forms
from portal.mail.envelope import sender
from portal.preferences.models import Preferences
from projects.models import Institution, Programme

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def the_programme(*, lock):
    """Return the programme as stored, held until the transaction ends where it is to be changed."""
    rows = Programme.objects.select_for_update() if lock else Programme.objects
    return rows.first() or Programme()


def the_preferences(*, lock):
    """Return the preferences as stored, held until the transaction ends where they are to be changed."""
    if not lock:
        return Preferences.current()
    # Nobody can lock a row that is not there yet.
    Preferences.objects.get_or_create(pk=1)
    return Preferences.objects.select_for_update().get()


def the_institutions(*, lock):
    """Return all institutions, held until the transaction ends where they are to be changed."""
    return list(Institution.objects.select_for_update() if lock else Institution.objects.all())


@dataclass(frozen=True)
class Section:
    """A part of the settings with a page of its own."""

    slug: str
    title: "StrOrPromise"
    form: type[Any]
    row: Callable[..., Any]
    kind: str  # of what it changes, in the history
    text: "StrOrPromise" = ""
    template: str = "desk/settings/form.html"
    more: Callable[[Any, Mapping[str, str]], dict] = lambda _form, _asked: {}


def _colours(form, asked):
    """How the stored colour looks, or the one somebody wants to try."""
    wanted = asked.get("accent", "").strip()
    # What was sent stands in the instance already, right or wrong.
    shown = wanted if COLOUR.match(wanted) else form.initial["accent"]
    if not form.is_bound:
        form.initial["accent"] = wanted or shown
    return {"samples": colour.samples(shown), "sample_of": shown}


def _sender(form, _asked):
    return {"sender": sender(form.initial["sender_name"]) or settings.DEFAULT_FROM_EMAIL}


def _without_second_factor(_form, _asked):
    numbers = second_factor.without()
    return {"lacking": [(role.label, numbers[role.value]) for role in Role if numbers[role.value]]}


SECTIONS = (
    Section("programme", _("Names"), forms.NamesForm, the_programme, "programme"),
    Section(
        "colour",
        _("Colour"),
        forms.ColourForm,
        the_programme,
        "programme",
        text=_(
            "One colour carries the look of all pages. Each theme shades it until text in it can be "
            "read on every ground."
        ),
        template="desk/settings/colour.html",
        more=_colours,
    ),
    Section(
        "menu",
        _("Menu"),
        forms.MenuForm,
        the_programme,
        "programme",
        text=_(
            "Entries stand in the order of their numbers. One without a number is left out of the "
            "menu; its page is still there, under the same address."
        ),
        template="desk/settings/menu.html",
    ),
    Section(
        "mail",
        _("Mail"),
        forms.SenderForm,
        the_preferences,
        "preferences",
        template="desk/settings/mail.html",
        more=_sender,
    ),
    Section(
        "retention",
        _("Retention"),
        forms.RetentionForm,
        the_preferences,
        "preferences",
        text=_(
            "How many days what is stored about people is kept; a nightly run takes away the rest."
        ),
    ),
    Section(
        "accounts",
        _("Accounts"),
        forms.AccountsForm,
        the_preferences,
        "preferences",
        template="desk/settings/accounts.html",
        more=_without_second_factor,
    ),
    Section(
        "institutions",
        _("Institutions"),
        forms.DomainsForm,
        the_institutions,
        "institution",
        text=_(
            "Whoever has an e-mail address of one of these domains, or of one below it, belongs to the "
            "institution. It matters where accounts are open to participating institutions."
        ),
        template="desk/settings/domains.html",
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
