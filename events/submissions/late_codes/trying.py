"""What somebody with a code for after the deadline finds open; wrong codes are counted."""

from django.utils.translation import gettext as _

from events.submissions.late_codes import admitting
from events.submissions.late_codes.forms import CodeForm
from events.submissions.models import Call
from portal.common.limits import Limit

# Only wrong codes count: whoever has one may look as often as they like.
LIMIT = Limit("late-code", seconds=3600, per_address=10, per_place=30)


def opened(request, call):
    """Return the code that opens this closed call for the reader, or None; and the form that asks for one.

    The form is None where there is nothing to ask for.
    """
    if call.phase != Call.Phase.CLOSED:
        return None, None
    typed = request.POST if "code" in request.POST else request.GET
    form = CodeForm(typed if "code" in typed else None)
    if not form.is_bound or not form.is_valid():
        return None, form
    try:
        return tried(request, lambda: admitting.find(call, form.cleaned_data["code"])), form
    except admitting.NoSuchCode as error:
        form.add_error("code", str(error))
        return None, form


def tried(request, look):
    """Return what is found; raise NoSuchCode, with the reason in words, also after too many wrong tries."""
    email = request.user.email
    if LIMIT.is_reached(request, email):
        raise admitting.NoSuchCode(_("Too many codes were tried. Please wait an hour."))
    try:
        return look()
    except admitting.NoSuchCode as error:
        LIMIT.allows(request, email)
        text = _("Nothing opens by this code: check how it is spelt, or ask who gave it to you.")
        raise admitting.NoSuchCode(text) from error
