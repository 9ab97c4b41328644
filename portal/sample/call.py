"""A sample call for talks: what it asks, what was proposed so far, and what reviewers think of that."""

from dataclasses import dataclass

from events.questions import arranging
from events.questions.models import Audience, Kind
from events.reviews import assigning, naming, reviewing
from events.submissions import answering
from events.submissions.models import Call, CallQuestion, State, Submission
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.sample import days

TEXT = r"""Tell us what you have found, what you are stuck at, or what you would like to learn from the
others: 25 minutes and five for questions. Formulas are welcome, for example $\nabla_\theta L(\theta) = 0$."""
TYPES = [("Talk", 30), ("Lightning talk", 5), ("Poster", None)]
REVIEWERS = ["Rita Reviewsome", "Judge Sampleson", "Carla Criterion"]
CV = "{name} does not exist and studies *samples* at a made-up university."
NOTE = "*(A sample text, by somebody who does not exist.)*"


@dataclass(frozen=True)
class Proposal:
    """A talk that somebody made up proposes, and the scores of the reviewers, in their order."""

    title: str
    speaker: str
    affiliation: str
    abstract: str
    board: bool
    chair: str
    scores: tuple[int | None, ...]


PROPOSALS = [
    Proposal(
        r"Sharpness of minima under rescaling $\theta \mapsto \alpha\theta$",
        "Proposa Sampleton", "Sample University",
        r"Which notions of sharpness do not depend on how a network is written down?",
        board=True, chair="Optimisation", scores=(5, 4, None),
    ),
    Proposal(
        "Rates for shallow networks on the sphere",
        "Draft Dummyson", "Sample Institute",
        r"We count how many neurons $f \in H^s(\mathbb{S}^{d-1})$ needs.",
        board=True, chair="", scores=(4, None, 4),
    ),
    Proposal(
        "Everything you know about dropout",
        "Contra Versy", "Example Academy",
        "A survey with a claim that not everybody will like.",
        board=False, chair="Safety; expressivity", scores=(5, None, 1),
    ),
    Proposal(
        "A negative result on depth",
        "Nulla Example", "Testing College",
        r"Depth does not help for $f(x) = \lVert x \rVert_2$, and we say why.",
        board=False, chair="Expressivity", scores=(None, 3, 2),
    ),
    Proposal(
        "What I would like to learn about inverse problems",
        "Newbie Specimen", "Sample University",
        "Five questions of somebody who began last month.",
        board=False, chair="", scores=(None, 2, None),
    ),
]  # fmt: skip


def open_for(meeting, member, *, closes):
    """Open a call for talks of the meeting, with proposals, reviewers and most of their reviews."""
    call = Call.objects.create(
        event=meeting,
        text=TEXT,
        opens_at=days.at(days.thursday(-2), "12:00"),
        closes_at=days.at(closes, "23:59"),
    )
    for position, (name, minutes) in enumerate(TYPES, start=1):
        call.types.create(name=name, minutes=minutes, position=position)
    questions = _ask(call)
    _propose(
        call,
        member,
        speaker_name=member.name,
        affiliation="Sample University",
        title=r"A sample submission on $\ell_1$-regularised networks",
        abstract=r"We study $\min_\theta L(\theta) + \lambda\lVert\theta\rVert_1$. *(A sample text.)*",
    )
    talks = [_proposed(call, one, questions) for one in PROPOSALS]
    _review(call, talks)


def _ask(call):
    """What whoever proposes a talk is asked beside it."""
    questions = [
        CallQuestion(call=call, text="Do you need a blackboard?", kind=Kind.YES_NO),
        CallQuestion(call=call, text="Which sessions could you chair?"),
        CallQuestion(
            call=call,
            text="Do you need help to travel?",
            kind=Kind.CHOICE,
            choices=["No", "A part", "All of it"],
            audience=Audience.OFFICE,
            is_sensitive=True,
        ),
    ]
    for question in questions:
        arranging.append(question)
    return questions


def _proposed(call, proposal, questions):
    talk = _propose(
        call,
        _somebody(proposal.speaker),
        speaker_name=proposal.speaker,
        affiliation=proposal.affiliation,
        title=proposal.title,
        abstract=f"{proposal.abstract}\n\n{NOTE}",
        biography=CV.format(name=proposal.speaker),
    )
    said = [proposal.board, proposal.chair, "No"]
    answering.note(
        talk, {one: value for one, value in zip(questions, said, strict=True) if value != ""}
    )
    return talk


def _propose(call, submitter, **text):
    talk = Submission.objects.create(
        call=call, type=call.types.first(), submitter=submitter, **text
    )
    talk.move_to(State.SUBMITTED, by=submitter)
    return talk


def _review(call, talks):
    """Name reviewers, share the talks out among them and write what they think; one talk stays open."""
    reviewers = [naming.name(call, _somebody(name), by=None) for name in REVIEWERS]
    for talk, proposal in zip(talks, PROPOSALS, strict=True):
        for reviewer, score in zip(reviewers, proposal.scores, strict=True):
            if score is not None:
                reviewing.judge(
                    reviewer,
                    talk,
                    score=score,
                    confidence=None,
                    comment="A sample comment: clear, and to the point.",
                    revision=talk.revision,
                    seen=0,
                )
    assigning.evenly(call, 2, by=None)


def _somebody(name):
    """Return the account of somebody made up, without a password."""
    email = f"{name.replace(' ', '.').lower()}@example.org"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    user.grant(Role.MEMBER)
    return user
