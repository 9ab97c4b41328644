"""What is stored about people of the programme: their public page, institutions, projects."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.common.personal import (
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
    section,
)
from portal.common.scrubbing import scrub
from projects import indexing
from projects.models import Affiliation, ChangeRequest, Membership, Person

HOLDS = (Person, Affiliation, Membership, ChangeRequest)


def _person(subject):
    return Person.objects.filter(pk=subject.person_id)


def _memberships(subject):
    return Membership.objects.filter(person=subject.person_id).select_related("project")


def _requests(subject):
    """What they want changed, and what is wanted about them."""
    theirs = Q(pk__in=[])
    if subject.user_id:
        theirs |= Q(asked_by=subject.user_id)
    if subject.person_id:
        theirs |= Q(person=subject.person_id)
    return ChangeRequest.objects.filter(theirs)


def stored(subject):
    fields = ("name", "orcid", "homepage", "reviewed_at")
    for one in section("person", _("Public page"), _person(subject), *fields):
        address = _person(subject).get().get_absolute_url()
        one.records[0].append(Fact("address", _("Address"), address))
        yield one
    places = Affiliation.objects.filter(person=subject.person_id).select_related("institution")
    yield from section(
        "affiliations", _("Affiliations"), places, "institution", "start", "end", "is_former"
    )
    records = [
        [
            Fact("project", _("Project"), one.project.title, html=one.project.title_html),
            Fact("role", _("Role"), one.get_role_display()),
            Fact("start", _("From"), str(one.start or "")),
            Fact("end", _("To"), str(one.end or "")),
        ]
        for one in _memberships(subject)
    ]
    if records:
        yield Section("memberships", _("Projects"), records)
    said = ("text", "asked_at", "answer", "done_at")
    yield from section("requests", _("Requests to change"), _requests(subject), *said)


def outlook(subject, *, keep_names):
    if number := _requests(subject).count():
        text = ngettext(
            "%(n)d request to change is deleted.", "%(n)d requests to change are deleted.", number
        )
        yield Outcome(text % {"n": number})
    if not subject.person_id:
        return
    yield Outcome(_("Your public page is deleted, with your ORCID, links and affiliations."))
    if number := _memberships(subject).count():
        text = ngettext(
            "You no longer stand in the team of %(n)d project.",
            "You no longer stand in the teams of %(n)d projects.",
            number,
        )
        yield Outcome(text % {"n": number})


def erase(subject, *, keep_names):
    """Delete the person; the projects are indexed anew, and forget words nobody else bears."""
    _requests(subject).delete()
    scrub(ChangeRequest.objects.all(), ("text", "answer"), subject.traces)
    _person(subject).delete()
    indexing.forget(subject.names)


def purge(preferences, now):
    """People stay for as long as they or the programme want it; what was answered need not."""
    due = ChangeRequest.objects.filter(done_at__lte=long_ago(now, preferences.audit_days))
    yield Purged(gettext_noop("requests to change, answered"), in_batches(due, delete))


def statements(preferences):
    yield Statement(
        _("People of the programme"),
        [
            _(
                "Name, institution, projects, and ORCID and homepage where they are given, for everybody to see."
            ),
            _(
                "They come from public sources or from the people themselves and stay until they are erased."
            ),
        ],
    )
