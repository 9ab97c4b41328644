"""How a programme would look: who is accepted, by project, institution and part in the programme."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from events.submissions.models import IN_PROGRAMME, State
from projects.models import Affiliation, Membership

ACCEPTED = "accepted"


@dataclass(frozen=True)
class Group:
    """So many of the talks of one project, institution or part in the programme."""

    name: str
    accepted: int
    waitlisted: int
    rejected: int
    undecided: int

    @property
    def all(self):
        return self.accepted + self.waitlisted + self.rejected + self.undecided


@dataclass(frozen=True)
class Table:
    """The talks of a call by one thing that tells their authors apart."""

    title: str
    groups: list[Group]


def of(call):
    """Return the balance of a call as it would be once all staged decisions are released.

    Somebody with two projects counts for both; the number of queries does not grow.
    """
    talks = [(_outcome(one), one) for one in _submissions(call)]
    return [
        Table(_("By project"), _groups(talks, _projects)),
        Table(_("By institution"), _groups(talks, _institutions)),
        Table(_("By part in the programme"), _groups(talks, _parts)),
    ]


def _submissions(call):
    memberships = Membership.objects.current().select_related("project")
    affiliations = Affiliation.objects.filter(is_former=False).select_related("institution")
    person = "submitter__person__"
    submissions = call.submissions.proposed().for_organisers().exclude(state=State.WITHDRAWN)
    return submissions.select_related("submitter__person", "decision").prefetch_related(
        Prefetch(f"{person}memberships", memberships),
        Prefetch(f"{person}affiliations", affiliations),
    )


def _outcome(submission):
    decision = getattr(submission, "decision", None)
    state = decision.state if decision else submission.state
    return ACCEPTED if state in IN_PROGRAMME else state


def _groups(talks, names_of):
    counts: dict[str, Counter] = {}
    for outcome, submission in talks:
        for name in names_of(submission) or {_("not known")}:
            counts.setdefault(name, Counter())[outcome] += 1
    groups = [
        Group(
            name,
            accepted=counted[ACCEPTED],
            waitlisted=counted[State.WAITLISTED],
            rejected=counted[State.REJECTED],
            undecided=counted[State.SUBMITTED],
        )
        for name, counted in counts.items()
    ]
    return sorted(groups, key=lambda group: (-group.accepted, -group.all, group.name))


def _person(submission):
    return getattr(submission.submitter, "person", None)


def _projects(submission):
    person = _person(submission)
    return {str(one.project) for one in person.memberships.all()} if person else set()


def _institutions(submission):
    person = _person(submission)
    known = {str(one.institution) for one in person.affiliations.all()} if person else set()
    return known or ({submission.affiliation} if submission.affiliation else set())


def _parts(submission):
    person = _person(submission)
    return {one.get_role_display() for one in person.memberships.all()} if person else set()
