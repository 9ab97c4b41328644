"""What is stored about people who speak."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import when
from events.models import JointAuthor, Speaker
from events.stepping_back import is_given, is_left_alone, step_back
from portal.common.personal import NAME_REMOVED, Fact, Outcome, Section, Statement

HOLDS = (Speaker, JointAuthor)


def _speaking(subject):
    theirs = Q(email__in=subject.emails)
    if subject.person_id:
        theirs |= Q(person=subject.person_id)
    return Speaker.objects.filter(theirs)


def _joint(subject):
    if not subject.person_id:
        return JointAuthor.objects.none()
    return JointAuthor.objects.filter(person=subject.person_id)


def stored(subject):
    speaking = _speaking(subject).select_related("talk__event__series", "talk__session")
    records = [
        [
            Fact("name", _("Name"), speaker.name),
            Fact("affiliation", _("Affiliation"), speaker.affiliation),
            Fact("email", _("E-mail address"), speaker.email),
            Fact("biography", _("Short CV"), speaker.biography, html=speaker.biography_html),
            Fact("title", _("Talk"), speaker.talk.title, html=speaker.talk.title_html),
            Fact("abstract", _("Abstract"), speaker.talk.abstract, html=speaker.talk.abstract_html),
            Fact("event", _("Event"), str(speaker.talk.event)),
            Fact("when", _("When"), when.of_talk(speaker.talk)),
        ]
        for speaker in speaking.order_by("-talk__event__day", "pk")
    ]
    if records:
        yield Section("talks", _("Talks"), records)
    joint = [
        [
            Fact("name", _("Name"), one.name),
            Fact("affiliation", _("Affiliation"), one.affiliation),
            Fact("title", _("Talk"), one.talk.title, html=one.talk.title_html),
        ]
        for one in _joint(subject).select_related("talk").order_by("pk")
    ]
    if joint:
        yield Section("joint_talks", _("Talks about work of yours"), joint)


def outlook(subject, *, keep_names):
    yield from outcomes(_speaking(subject), keep_names=keep_names)
    if number := _joint(subject).count():
        text = ngettext(
            "%(n)d talk about work of yours no longer leads to you.",
            "%(n)d talks about work of yours no longer lead to you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=not keep_names)


def outcomes(speakers, *, keep_names):
    """Say what stepping back from these talks comes to."""
    speakers = list(speakers.select_related("talk__event", "talk__session"))
    given = sum(is_given(speaker.talk) for speaker in speakers)
    if given and keep_names:
        text = ngettext(
            "Your name stays with %(n)d given talk, which belongs to the record of the programme.",
            "Your name stays with %(n)d given talks, which belong to the record of the programme.",
            given,
        )
        yield Outcome(text % {"n": given}, goes=False)
    elif given:
        text = ngettext(
            "%(n)d given talk stays, without your name.",
            "%(n)d given talks stay, without your name.",
            given,
        )
        yield Outcome(text % {"n": given}, goes=False)
    yield from _cancelled([one.talk for one in speakers if is_left_alone(one.talk, speakers)])


def _cancelled(talks):
    for talk in talks:
        text = _("Your coming talk “%(title)s” is cancelled: nobody else is there to give it.")
        yield Outcome(text % {"title": talk.title})


def erase(subject, *, keep_names):
    step_back(_speaking(subject), keep_names=keep_names)
    forget_joint_authors(_joint(subject), keep_names=keep_names)


def forget_joint_authors(joint, *, keep_names):
    """Let the talks beside which they stand lead to them no longer; beside a given one the name may stay."""
    beside = joint.select_related("talk__event", "talk__session")
    stays = [one.pk for one in beside if keep_names and is_given(one.talk)]
    joint.exclude(pk__in=stays).update(name=NAME_REMOVED, affiliation="")
    joint.update(person=None)


def purge(preferences, now):
    """Talks belong to the record of the programme and stay."""
    return iter(())


def statements(preferences):
    yield Statement(
        _("Talks"),
        [
            _(
                "Who speaks, with affiliation, short CV, title and abstract, stands in the programme for everybody to see."
            ),
            _(
                "Given talks stay, as the record of the programme; a speaker can have the name removed."
            ),
        ],
    )
