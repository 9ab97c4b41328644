"""With whom the work of a talk was done: lines of the form in which organisers write the talk."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.forms import rearranging
from events.forms.author_lines import MOST, WHO, AuthorForm, lines_of
from events.models import JointAuthor
from projects.names import folded

PREFIX = "joint_authors"


class JointAuthorForm(AuthorForm):
    """One line; left empty it is none."""

    def typed(self):
        """Return whom it names, once it is valid: the stored row it was made from, or a new one."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in WHO}
        return JointAuthor(
            pk=int(cleaned["key"]) if cleaned["key"] else None, person=self.chosen, **facts
        )


class JointAuthorLines(lines_of(JointAuthorForm)):  # type: ignore[misc]  # made at run time
    """Those with whom the work of a talk was done, in their order, with a few empty lines to write in."""

    PREFIX = PREFIX

    def __init__(self, data, *, talk):
        stored = talk.joint_authors.all() if talk.pk else JointAuthor.objects.none()
        super().__init__(data, stored=stored)

    def clean(self):
        if len(self.named) > MOST:
            raise ValidationError(_("At most %(n)d co-authors can be named."), params={"n": MOST})
        seen = set()
        for form in self.named:
            cleaned = form.cleaned_data
            if not cleaned.get("name") and "name" not in form.errors:
                form.add_error("name", ValidationError(_("Who is it?"), code="required"))
            who = (folded(cleaned.get("name", "")), folded(cleaned.get("affiliation", "")))
            if who in seen:
                form.add_error("name", _("This name stands here twice."))
            seen.add(who)


def rearranged(data):
    """Return what was typed with its lines as the button that was pressed, if any, wants them."""
    button = data.get("line")
    if button is None:
        return data
    return rearranging.rearranged(
        data, button, prefix=PREFIX, names=("key", "person", *WHO), most=MOST
    )
