from django.conf import settings
from django.urls import reverse

from events.reviews.models import Round
from events.submissions import wording
from portal.common.text import plain
from portal.mail import letters

TEMPLATES = "events/reviews/mail"


def assigned(call, reviewer, *, version, by):
    """The letter that tells a reviewer of new talks to review.

    It says neither which nor how many: organisers who propose a talk themselves can read it at the desk.
    """
    return _letter("assigned", call, reviewer, version, by)


def reminder(call, reviewer, *, version, by):
    """The letter that reminds a reviewer of reviews that are waited for."""
    return _letter("reminder", call, reviewer, version, by)


def _letter(name, call, reviewer, version, by):
    due_at = Round.of(call).due_at
    address = reverse("reviews:call", args=[call.pk])
    facts = {
        "host": plain(call.host.title),
        "due": wording.moment(due_at, call.zone) if due_at else "",
        "is_anonymous": call.is_anonymous,
        "address": settings.SITE_URL + address,
    }
    return letters.from_template(
        f"{TEMPLATES}/{name}.txt",
        facts,
        kind=f"reviews-{name}",
        about=f"reviewer:{reviewer.pk}",
        version=version,
        to=[letters.Recipient(reviewer.user.email, str(reviewer.user), reviewer.user_id)],
        created_by_id=by.pk if by else None,
    )
