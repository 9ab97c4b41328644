"""What browsers may do with a letter that is looked at: show it, and nothing else."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

# Mail programs know no style sheets, so a letter's styles stand in its elements.
STYLES_ALONE = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [""],
}


def letter_alone(view):
    """Let what a view answers run nothing, open nothing, load nothing, and stand in our own pages only."""
    return never_cache(xframe_options_sameorigin(csp(STYLES_ALONE)(view)))


def shows_letters(view):
    """Let the page of a view show letters in a frame."""
    return csp_update({"frame-src": [SELF]})(view)
