"""How a colour will look in both themes, in numbers and in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.common.accents import DARK, LIGHT, companions
from portal.common.colours import contrast


@dataclass(frozen=True)
class Sample:
    """One theme's page with the colour in it."""

    theme: str  # the class that makes the theme's tokens hold
    title: str
    accent: str
    accent_ink: str
    accent_soft: str
    words: str


def samples(colour):
    """Return the colour as each theme would show it."""
    return [
        _sample("as-light", _("In the light theme"), colour.lower(), LIGHT),
        _sample("as-dark", _("In the dark theme"), colour.lower(), DARK),
    ]


def _sample(theme, title, colour, ground):
    made = companions(colour, ground)
    return Sample(
        theme=theme,
        title=title,
        accent=made["accent"],
        accent_ink=made["accent-ink"],
        accent_soft=made["accent-soft"],
        words=_in_words(colour, made["accent"], ground),
    )


def _in_words(colour, accent, ground):
    facts = {
        "accent": accent,
        "now": f"{contrast(accent, ground.paper):.1f}",
        "before": f"{contrast(colour, ground.paper):.1f}",
    }
    if accent == colour:
        return _("Shown as it is: its contrast to the page is %(now)s to 1.") % facts
    if ground is LIGHT:
        text = _(
            "Shown darker, as %(accent)s, so that it can be read: its contrast to the page would be "
            "%(before)s to 1 and is %(now)s to 1."
        )
    else:
        text = _(
            "Shown lighter, as %(accent)s, so that it can be read: its contrast to the page would be "
            "%(before)s to 1 and is %(now)s to 1."
        )
    return text % facts
