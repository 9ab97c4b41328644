"""What the record of who changed what says about people."""

from auditlog.models import LogEntry
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.common.personal import (
    NAME_REMOVED,
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
)
from portal.common.scrubbing import scrub

HOLDS = (LogEntry,)


def _by(subject):
    return LogEntry.objects.filter(actor=subject.user_id).exclude(actor=None)


def _about(subject):
    """Entries about the account and the person; both lie above and are asked for by name."""
    about = Q(pk__in=[])
    for model, pk in (("user", subject.user_id), ("person", subject.person_id)):
        if pk:
            about |= Q(content_type__model=model, object_id=pk)
    ours = {"content_type__app_label__in": ("accounts", "projects")}
    return LogEntry.objects.filter(about, **ours)


def former_names(subject):
    """Return the names by which the account and the person were known before."""
    changes = (
        _about(subject).filter(changes__has_key="name").values_list("changes__name", flat=True)
    )
    return {name for old_and_new in changes for name in old_and_new if name and name != "None"}


def stored(subject):
    entries = LogEntry.objects.filter(
        Q(pk__in=_by(subject).values("pk")) | Q(pk__in=_about(subject).values("pk"))
    )
    records = [
        [
            Fact("timestamp", _("When"), entry.timestamp),
            Fact("action", _("What"), entry.get_action_display()),
            Fact("object_repr", _("Of what"), entry.object_repr),
            Fact(
                "by_you",
                _("By you"),
                entry.actor_id is not None and entry.actor_id == subject.user_id,
            ),
            Fact("fields", _("Changed"), ", ".join(sorted(entry.changes or {}))),
        ]
        for entry in entries.order_by("-timestamp", "-pk")
    ]
    if records:
        yield Section("history", _("Record of changes"), records)


def outlook(subject, *, keep_names):
    if number := _by(subject).count():
        text = ngettext(
            "%(n)d change you made stays in the record, which no longer says that it was you.",
            "%(n)d changes you made stay in the record, which no longer says that it was you.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)
    if number := _about(subject).count():
        text = ngettext(
            "%(n)d entry about you loses its name and values.",
            "%(n)d entries about you lose their names and values.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    _about(subject).update(
        object_repr=NAME_REMOVED,
        changes={},
        changes_text="",
        serialized_data=None,
        additional_data=None,
        actor_email=None,
    )
    LogEntry.objects.filter(actor_email__in=subject.emails).update(actor_email=None)
    _by(subject).update(actor=None, actor_email=None)
    texts = ("object_repr", "changes", "changes_text", "serialized_data", "additional_data")
    scrub(LogEntry.objects.all(), texts, subject.traces)


def purge(preferences, now):
    due = LogEntry.objects.filter(timestamp__lte=long_ago(now, preferences.audit_days))
    yield Purged(gettext_noop("entries of the record of changes"), in_batches(due, delete))


def statements(preferences):
    text = _("Who changed what at the desk, for %(days)d days; the coordinators see it.")
    yield Statement(_("Record of changes"), [text % {"days": preferences.audit_days}])
