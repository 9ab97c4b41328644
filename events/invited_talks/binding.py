"""A speaker who was invited without an account, and has one now."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower

from events.invited_talks.models import InvitedTalk, Step
from events.submissions.co_authors import authors
from events.submissions.models import Submission
from portal.accounts.roles import Role


@transaction.atomic
def bind(user):
    """Give a member the talks they were invited to at an address that is proved to be theirs; return how many.

    From then on the link leads to the talk among their own. What was revoked stays where it is.
    """
    if not user.is_active or not user.has_role(Role.MEMBER):
        return 0
    proved = EmailAddress.objects.filter(user=user, verified=True).values(at=Lower("email"))
    theirs = Submission.objects.filter(
        submitter=None, contact_email__in=proved, invitation__revoked_at=None
    )
    found = list(theirs.select_for_update(of=("self",)).select_related("talk").order_by("pk"))
    for submission in found:
        submission.submitter, submission.contact_email = user, ""
        submission.save(update_fields=["submitter", "contact_email", "changed_at"])
        authors.reach(submission)
        InvitedTalk.objects.get(submission=submission).note(Step.What.BOUND, by=user)
    return len(found)
