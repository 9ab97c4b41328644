"""Submitted talks for the desk's search box; drafts are nobody's but their author's."""

from django.utils.translation import gettext_lazy as _

from events.submissions.models import Submission
from portal.accounts.roles import Role
from portal.common.finding import FEW, Finder, Found, holding_words
from portal.common.text import plain


def submissions(text):
    """Submissions whose title or speaker holds the words, the newest first."""
    found = Submission.objects.for_organisers().filter(holding_words(text, "title", "speaker_name"))
    for submission in found.order_by("-pk")[:FEW]:
        yield Found(plain(str(submission)), submission.desk_url, submission.speaker_name)


FINDERS = (Finder(_("Submission"), (Role.ORGANISER,), submissions),)
