"""What is stored about who looked at whose data."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.accesslog.models import Access
from portal.common.personal import (
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
)

HOLDS = (Access,)


def stored(subject):
    records = [
        [
            Fact("when", _("When"), access.noted_at),
            Fact("who", _("Who"), str(access.who) if access.who else _("an erased account")),
            Fact("what", _("What"), f"{access.get_kind_display()}: {access.what}"),
            Fact("why", _("Why"), access.why),
        ]
        for access in Access.objects.to(subject)
    ]
    if records:
        yield Section("accesses", _("Who looked at this data"), records)


def outlook(subject, *, keep_names):
    return [Outcome(_("Who looked at your data: the record no longer says that it was yours."))]


def erase(subject, *, keep_names):
    Access.objects.to(subject).order_by().select_related(None).update(
        whose=None, person_id=None, address_key="", why=""
    )
    if subject.user_id:
        Access.objects.filter(who=subject.user_id).update(who=None)


def purge(preferences, now):
    due = Access.objects.filter(noted_at__lte=long_ago(now, preferences.audit_days))
    yield Purged(gettext_noop("notes of who looked at somebody's data"), in_batches(due, delete))


def statements(preferences):
    text = _(
        "When a coordinator looks at what is stored on somebody, the portal notes who, when and why for"
        " %(days)d days; members see it under “My data”."
    )
    return [Statement(_("Looks at somebody's data"), [text % {"days": preferences.audit_days}])]
