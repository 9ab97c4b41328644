"""What other pages show of reviews."""

from django import template

from events.reviews import reading
from events.reviews.models import Reviewer
from events.reviews.table import Table
from events.submissions.models import Submission
from portal.accounts.roles import Role

register = template.Library()


@register.inclusion_tag("events/reviews/my_reviews.html")
def my_reviews(user):
    """The calls this member reviews for, with what is done; nothing for who reviews for none."""
    if not user.has_role(Role.MEMBER):
        return {}
    return {"portions": [reading.portion_of(one) for one in Reviewer.objects.of(user)]}


@register.inclusion_tag("events/reviews/desk/reviews.html")
def reviews_at_desk(submission, user):
    """What reviewers wrote about a talk, for organisers who may know; nothing where nobody reviews."""
    everybody = Reviewer.objects.filter(call=submission.call_id)
    if not everybody.exists():
        return {}
    same = Submission.objects.filter(pk=submission.pk)
    if reading.hidden_from(user, same):
        return {"submission": submission, "is_hidden": True}
    table = Table(submission.call, reviewers=everybody.for_desk(), talks=same)
    return {
        "submission": submission,
        "reviews": list(_reviews(table)),
        "waited_for": _waited_for(table),
    }


def _reviews(table):
    """Return each review with its reviewer, and with why it does not count if so."""
    (talk,) = table.talks
    for reviewer in table.reviewers:
        if review := table.reviews.get((reviewer.pk, talk.pk)):
            review.submission = talk
            conflict = table.conflicts.get((reviewer.pk, talk.pk))
            yield {"reviewer": reviewer, "review": review, "conflict": conflict}


def _waited_for(table):
    (talk,) = table.talks
    assigned = table.assigned - table.reviews.keys()
    return [one for one in table.reviewers if (one.pk, talk.pk) in assigned]
