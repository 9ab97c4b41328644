from types import SimpleNamespace

import pytest

from events.slots.models import Swap
from events.timetable import releasing
from portal.accounts import providers
from portal.accounts.roles import Role
from tests.access.table import ROLES
from tests.factories import (
    accounts,
    announcements,
    certificates,
    consents,
    events,
    invitations,
    invited_talks,
    mail,
    news,
    projects,
    questions,
    reviews,
    series_registrations,
    slides,
    submissions,
)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "access":
            item.add_marker(pytest.mark.uncovered)


@pytest.fixture
def people(db):
    """One person of each role."""
    return {role: accounts.UserFactory(roles=[Role(role)]) for role in ROLES if role != "visitor"}


@pytest.fixture
def world(people, settings):
    """One of everything that a route may be about."""
    environ = {"ORCID_CLIENT_ID": "APP-SAMPLE", "ORCID_SECRET": "made up"}
    settings.SOCIALACCOUNT_PROVIDERS = providers.configured(environ)
    series = events.SeriesFactory()
    event = events.EventFactory(series=series, registrations=True)
    draft, members = events.EventFactory(draft=True), events.EventFactory(members_only=True)
    for one in (event, draft, members):
        releasing.keep_as_it_stands(one)
    for hidden in (draft, members):
        submissions.CallFactory(event=hidden)
    call = submissions.CallFactory(event=event)
    submissions.CallFactory(event=None, series=series)
    project, led_project = projects.ProjectFactory(), projects.ProjectFactory()
    leader = projects.PersonFactory(user=people["member"])
    projects.MembershipFactory(person=leader, project=led_project)
    own_talk = events.TalkFactory(event=event, by=people["member"])
    claimed = events.TalkFactory(
        event=events.EventFactory(series=series, is_open_slot=True), by=people["member"]
    )
    # The editor reviews, being a member like any other.
    reviewer = reviews.ReviewerFactory(user=people["editor"])
    invited_talk = invited_talks.InvitedTalkFactory(submission__call=call, handed_in=True)
    guests_version = slides.VersionFactory(slides__talk=invited_talk.submission.talk)
    organisers_own = submissions.SubmissionFactory(
        call=reviewer.call, submitter=people["organiser"]
    )
    return SimpleNamespace(
        reviewer=reviewer,
        reviewed=submissions.SubmissionFactory(call=reviewer.call),
        conflict=reviews.DeclaredConflictFactory(reviewer=reviewer, submission__call=reviewer.call),
        organisers_own=organisers_own,
        conflict_about_own=reviews.DeclaredConflictFactory(submission=organisers_own),
        project=project,
        led_project=led_project,
        account=accounts.UserFactory(),
        change_request=projects.ChangeRequestFactory(),
        invitation=invitations.InvitationFactory(project=project, project_role="associate"),
        led_invitation=invitations.InvitationFactory(project=led_project, project_role="associate"),
        person=projects.PersonFactory(),
        institution=projects.InstitutionFactory(),
        series=series,
        event=event,
        draft_event=draft,
        members_event=members,
        session=events.SessionFactory(event=event),
        talk=events.TalkFactory(event=event),
        draft_talk=events.TalkFactory(event=draft),
        members_talk=events.TalkFactory(event=members),
        own_talk=own_talk,
        own_version=slides.VersionFactory(slides__talk=own_talk, slides__release="now"),
        calendar_token=people["member"].renew_calendar_token(),
        article=news.ArticleFactory(),
        draft_article=news.ArticleFactory(draft=True),
        announcement=announcements.AnnouncementFactory(event=event),
        series_announcement=announcements.AnnouncementFactory(event=None, series=series),
        open_slot=events.EventFactory(series=series, is_open_slot=True),
        claimed=claimed,
        swap=Swap.objects.create(talk=claimed, other=events.TalkFactory(event__series=series)),
        question=questions.QuestionFactory(event=event),
        office_question=questions.QuestionFactory(event=event, office=True),
        part=events.PartFactory(event=event),
        registration=events.RegistrationFactory(event=event),
        certificate=certificates.CertificateFactory(),
        attended=events.RegistrationFactory(
            event=events.EventFactory(past=True, registrations=True),
            user=people["member"],
            state="attended",
        ),
        given_talk=events.TalkFactory(event=events.EventFactory(past=True), by=people["member"]),
        series_registration=series_registrations.SeriesRegistrationFactory(series=series),
        submission=submissions.SubmissionFactory(call=call, submitter=people["member"]),
        call_question=submissions.CallQuestionFactory(call=call),
        sensitive_call_question=submissions.CallQuestionFactory(call=call, sensitive=True),
        office_call_question=submissions.CallQuestionFactory(
            call=call, sensitive=True, office=True
        ),
        late_code=submissions.LateCodeFactory(),
        change_proposal=submissions.ChangeProposalFactory(submission__call=call),
        co_speaker=submissions.CoAuthorFactory(
            submission__call=call, is_speaker=True, email="co-speaker@example.org"
        ),
        invited_talk=invited_talk,
        guests_version=guests_version,
        staged=submissions.DecisionFactory(submission__call=call),
        call=call,
        accepted=submissions.SubmissionFactory(call=call, accepted=True),
        subscription=mail.SubscriptionFactory(),
        suppression=mail.SuppressionFactory(),
        message=mail.DeliveryFactory().message,
        passkey=accounts.PasskeyFactory(),
        consent_text=consents.ConsentTextFactory(),
    )
