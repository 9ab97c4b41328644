"""What is stored about people who upload slides."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Talk
from events.slides.models import Version
from events.stepping_back import is_given
from portal.common.personal import Fact, Outcome, Section, Statement

HOLDS = (Version,)


def _uploaded(subject):
    if not subject.user_id:
        return Version.objects.none()
    return Version.objects.filter(uploaded_by=subject.user_id)


def _staying(subject, *, keep_names):
    """The versions that stay: those of given talks, if names may, since slides name their speaker."""
    if not keep_names:
        return Version.objects.none()
    uploaded = _uploaded(subject)
    talks = Talk.objects.filter(slides__versions__in=uploaded).select_related("event").distinct()
    return uploaded.filter(slides__talk__in=[talk.pk for talk in talks if is_given(talk)])


def stored(subject):
    records = [
        [
            Fact("talk", _("Talk"), one.slides.talk.title, html=one.slides.talk.title_html),
            Fact("kind", _("Kind"), one.get_kind_display()),
            Fact("size", _("Size"), one.size),
            Fact("uploaded_at", _("Uploaded"), one.uploaded_at),
        ]
        for one in _uploaded(subject).select_related("slides__talk")
    ]
    if records:
        yield Section("slides", _("Slides"), records)


def outlook(subject, *, keep_names):
    staying = _staying(subject, keep_names=keep_names)
    if number := _uploaded(subject).exclude(pk__in=staying).count():
        text = ngettext(
            "%(n)d file of slides is deleted.", "%(n)d files of slides are deleted.", number
        )
        yield Outcome(text % {"n": number})
    if number := staying.count():
        text = ngettext(
            "%(n)d file of slides stays with its given talk, but no longer leads to you.",
            "%(n)d files of slides stay with their given talks, but no longer lead to you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    staying = list(_staying(subject, keep_names=keep_names).values_list("pk", flat=True))
    _uploaded(subject).exclude(pk__in=staying).delete()
    if subject.user_id:
        Version.objects.filter(pk__in=staying).update(uploaded_by=None)
        Version.objects.filter(Q(ended_by=subject.user_id)).update(ended_by=None)


def purge(preferences, now):
    """Slides belong to their talks, which stay."""
    return iter(())


def statements(preferences):
    yield Statement(
        _("Slides of talks"),
        [
            _("The files that speakers or organisers upload, and who did so when."),
            _(
                "Replaced files are kept for the speakers and organisers; slides of given talks stay with them."
            ),
        ],
    )
