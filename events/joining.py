"""How one takes part online, in words: the link, or where and from when it is shown."""

from django.utils.translation import gettext as _

from events.models import Talk


def speaks_at(event, user) -> bool:
    """Tell whether this reader gives a talk there, and so needs the link as who has a place does."""
    return user.is_authenticated and Talk.objects.given_by(user).filter(event=event).exists()


def in_calendar(event, user=None, *, has_place=False, page="") -> str:
    """Return the line for a calendar: a link that is not to be shown yet stands on `page` later."""
    if link := event.join_link_for(user, has_place=has_place):
        return _("Join: %(link)s") % {"link": link}
    if event.has_join_link_for(user, has_place=has_place):
        return _("The link to join appears shortly before on %(page)s") % {"page": page}
    return ""
