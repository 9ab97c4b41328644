"""Somebody who has left something everywhere."""

from datetime import timedelta
from types import SimpleNamespace

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from events.announcements import sending
from events.certificates import issuing
from events.invited_talks import inviting
from events.registrations import registering
from events.registrations.models import Invited
from events.registrations.models import State as Registered
from events.reviews import naming
from events.series_registrations import registering as series_registering
from events.submissions import deciding, writing
from events.submissions.models import State as Submitted
from events.submissions.models import Submission
from events.timetable import arranging, releasing
from events.timetable.arrangement import Place
from news.models import State as ArticleState
from portal.accesslog.noting import note_access
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consents import consenting
from portal.consents.models import Purpose
from portal.mail import outbox, suppressing
from portal.mail.letters import Letter, Recipient
from portal.mail.models.suppression import Reason
from portal.privacy import subjects
from projects.models import Affiliation, ChangeRequest, Person
from tests.factories import (
    accounts,
    announcements,
    consents,
    events,
    invitations,
    mail,
    news,
    projects,
    publications,
    questions,
    reviews,
    slides,
    submissions,
)

NAME = "Zachariah Quixwhistle"
FORMER = "Zachariah Brambleford"
EMAIL = "zq.quixwhistle@example.org"
SECOND = "brambleford@example.net"
# As the search index stems them, so that what is found there is found, too.
WORDS = ("zachariah", "quixwhistl", "brambleford")


def somebody():
    """Make them, with a row in every table that can hold something of them, by the verbs themselves."""
    world = SimpleNamespace()
    world.user = User.objects.create_user(EMAIL, "a passphrase of theirs", name=FORMER)
    world.user.name = NAME
    world.user.save()
    world.user.grant(Role.MEMBER, Role.EDITOR)
    address = EmailAddress.objects.create(user=world.user, email=SECOND, verified=True)
    EmailConfirmation.create(address)
    EmailAddress.objects.create(user=world.user, email="quixwhistle@unproved.example")
    world.person = Person.objects.create(
        name=NAME, slug="zachariah-quixwhistle", orcid="0000-0002-1825-0097", user=world.user
    )
    _team(world)
    _speaks(world)
    _registers(world)
    _asks_for_changes(world)
    _proposes(world)
    _is_invited_to_speak(world)
    _releases_a_programme(world)
    _reviews(world)
    _writes(world)
    _is_written_to(world)
    _is_invited(world)
    _is_seen(world)
    return world


def _team(world):
    world.project = projects.ProjectFactory(title="Foundations of Sampling")
    projects.MembershipFactory(project=world.project, person=world.person)
    institution = projects.InstitutionFactory()
    Affiliation.objects.create(person=world.person, institution=institution)
    publications.PublicationFactory(
        authors=[world.person, "Other Author"], bibtex="@book{q, author = {Quixwhistle, Zachariah}}"
    )


def _speaks(world):
    past, future = events.EventFactory(past=True), events.EventFactory()
    world.given = events.TalkFactory(event=past, title="Given", speakers=[])
    world.alone = events.TalkFactory(event=future, title="To be given alone", speakers=[])
    world.together = events.TalkFactory(event=future, title="Together", speakers=["Other Speaker"])
    for talk in (world.given, world.alone, world.together):
        events.SpeakerFactory(
            talk=talk, person=world.person, name=NAME, email=EMAIL, biography=f"{NAME} is made up."
        )
    events.JointAuthorFactory(talk__title="Joint", name=NAME, person=world.person)
    for talk in (world.given, world.alone):
        slides.VersionFactory(slides__talk=talk, uploaded_by=world.user)


def _registers(world):
    consents.ConsentTextFactory(purpose=Purpose.REGISTRATION, published=True, version=1)
    text = consents.ConsentTextFactory(purpose=Purpose.REGISTRATION, published=True, version=2)
    world.full = events.EventFactory(registrations=True, capacity=1)
    asked_for = questions.QuestionFactory(event=world.full, sensitive=True)
    registering.register(
        world.full,
        world.user,
        name=NAME,
        affiliation="U",
        answers={asked_for: f"{NAME} eats bread"},
        parts_wished=[events.PartFactory(event=world.full)],
        agreed_to=text,
    )
    world.next_in_line = events.RegistrationFactory(
        event=world.full, state=Registered.WAITING, line_number=7
    )
    other = events.EventFactory(registrations=True, capacity=1)
    events.RegistrationFactory(event=other)
    registering.register(other, world.user, name=NAME, affiliation="U")  # waits
    series = events.SeriesFactory(takes_registrations=True)
    world.session = events.EventFactory(series=series, registrations=True)
    series_registering.register(
        series, world.user, name=NAME, affiliation="U", wish="either", agreed_to=text
    )
    asked = events.EventFactory(registrations=True)
    registering.ask(asked, name=NAME, affiliation="U", email=SECOND.upper(), agreed_to=text)
    Invited.objects.create(event=asked, email=EMAIL)
    world.past = events.EventFactory(past=True, takes_registrations=True)
    attended = events.RegistrationFactory(
        event=world.past, user=world.user, name=NAME, email=EMAIL, state=Registered.ATTENDED
    )
    issuing.of_attendance(attended, by=world.user)
    issuing.of_talk(world.given.speakers.get(), by=world.user)
    gone = events.EventFactory(registrations=True)
    registering.cancel(registering.register(gone, world.user, name=NAME, affiliation="U"))


def _releases_a_programme(world):
    event = events.TalkFactory(speakers=[]).event
    arranging.place(event, event.talks.get().pk, Place(room="Hall A"), by=world.user)
    events.SessionFactory(event=event)
    seen = releasing.prospect(event).mark
    releasing.release(event, by=world.user, seen=seen)


def _proposes(world):
    organiser = accounts.UserFactory(roles=[Role.ORGANISER])
    facts = {"submitter": world.user, "speaker_name": NAME, "affiliation": "U"}
    submissions.SubmissionFactory(state=Submitted.DRAFT, **facts)
    waiting = submissions.SubmissionFactory(state=Submitted.DRAFT, **facts)
    writing.write(waiting, submit=True)
    deciding.decide(submissions.SubmissionFactory(**facts), Submitted.REJECTED, by=organiser)
    staged = submissions.SubmissionFactory(**facts)
    submissions.CoAuthorFactory(name=NAME, email=EMAIL, is_speaker=True)
    submissions.LateUseFactory(
        code__label=f"For {NAME}", code__created_by=world.user, used_by=world.user
    )
    deciding.stage(staged, Submitted.ACCEPTED, by=world.user)
    deciding.write_letter(staged, f"Dear {NAME}, welcome.")
    deciding.stage(submissions.SubmissionFactory(), Submitted.ACCEPTED, by=world.user)
    writing.withdraw(submissions.SubmissionFactory(**facts), by=world.user)
    submissions.ChangeProposalFactory(
        submission=submissions.SubmissionFactory(accepted=True, **facts),
        affiliation=NAME,
        note=f"Yours, {NAME}",
    )
    submissions.ChangeProposalFactory(
        state="declined", answered_by=world.user, answer=f"No. {NAME}", answered_at=timezone.now()
    )
    joint = submissions.SubmissionFactory(title="Joint with them")
    submissions.CoAuthorFactory(submission=joint, name=NAME, email=EMAIL)
    deciding.decide(joint, Submitted.ACCEPTED, by=organiser)
    world.accepted = submissions.SubmissionFactory(title="Accepted", **facts)
    submissions.CallAnswerFactory(submission=world.accepted, value=f"{NAME} needs a ramp")
    deciding.decide(world.accepted, Submitted.ACCEPTED, by=organiser)
    # In the name they had, so that the speaker is linked to no person.
    world.accepted_before = submissions.SubmissionFactory(
        title="In the former name", **facts | {"speaker_name": FORMER}
    )
    deciding.decide(world.accepted_before, Submitted.ACCEPTED, by=organiser)
    assert Submission.objects.filter(submitter=world.user).count() == 8


def _is_invited_to_speak(world):
    until = timezone.now() + timedelta(days=9)
    facts = {"name": NAME, "email": EMAIL, "until": until, "by": world.user}
    inviting.invite(events.EventFactory(), words=f"Dear {NAME}, do come.", **facts)
    invited = inviting.invite(events.EventFactory(), **facts)
    submission = invited.submission
    submission.title = submission.abstract = "Invited"
    submission.biography = f"{NAME} was born."
    writing.write(submission, submit=True)
    inviting.invite(events.EventFactory(), **facts | {"name": FORMER, "email": SECOND})


def _reviews(world):
    reviewer = naming.name(submissions.CallFactory(), world.user, by=world.user)
    here = {"submission__call": reviewer.call, "reviewer": reviewer}
    reviews.ReviewFactory(comment=f"Reminds me of what {NAME} found.", **here)
    reviews.AssignmentFactory(assigned_by=world.user, **here)
    reviews.DeclaredConflictFactory(why=f"{NAME} knows her", declared_by=world.user, **here)
    reviews.DeclaredConflictFactory(why=f"Shares an office with {NAME}", declared_by=world.user)
    naming.name(submissions.CallFactory(), world.user, by=None)
    naming.name(reviewer.call, accounts.UserFactory(), by=world.user)


def _writes(world):
    world.article = news.ArticleFactory(author=world.user, draft=True)
    world.article.move_to(ArticleState.PUBLISHED, by=world.user)
    announcement = announcements.AnnouncementFactory(
        created_by=world.user, subject=f"{NAME} writes", text=f"Yours, {NAME}, {EMAIL}"
    )
    sending.schedule(announcement, timezone.now(), by=world.user, revision=1)
    to = [Recipient("reader@example.org", "Sample Reader")]
    text = f"Greetings from {NAME}, https://portal.example.org/people/{world.person.slug}/, {EMAIL}"
    world.written = outbox.queue(
        Letter("sample", "sample:1", "1", f"{NAME} writes", text, to, reply_to=EMAIL)
    )
    outbox.queue(
        Letter("sample", "sample:2", "1", "News", "by somebody", to, created_by_id=world.user.pk)
    )


def _is_written_to(world):
    both = [Recipient(EMAIL, NAME, world.user.pk), Recipient("reader@example.org")]
    outbox.queue(Letter("sample", "sample:3", "1", "To both", f"Dear {NAME.upper()},", both))
    alone = [Recipient("Zq.Quixwhistle@Example.org", NAME)]
    outbox.queue(Letter("sample", "sample:4", "1", "To them", f"Dear {NAME},", alone))
    mail.SubscriptionFactory(email=EMAIL, user=world.user)
    suppressing.suppress(SECOND, Reason.BOUNCE, detail=f"550 {SECOND} unknown")
    mail.SubscriptionFactory(email=SECOND, topic="news", unconfirmed=True)


def _is_invited(world):
    invitations.InvitationFactory(
        email=EMAIL, name=NAME, person=world.person, accepted=True, accepted_by=world.user
    )
    invitations.InvitationFactory(email=SECOND, name=FORMER)
    invitations.InvitationFactory(invited_by=world.user)
    ChangeRequest.objects.create(
        person=world.person, asked_by=world.user, text=f"Write my name as {NAME}, please."
    )
    ChangeRequest.objects.create(project=world.project, text=f"{NAME} has left the team.")
    accounts.SocialAccountFactory(user=world.user, extra_data={"name": NAME, "email": EMAIL})
    accounts.PasskeyFactory(user=world.user, data={"name": f"Phone of {NAME}", "credential": {}})


def _asks_for_changes(world):
    projects.ChangeRequestFactory(asked_by=world.user, text=f"I am called {NAME} now.")
    projects.ChangeRequestFactory(
        person=world.person, text="Misspelt.", answer=f"{NAME}, then.", done_at=timezone.now()
    )
    projects.ChangeRequestFactory(text=f"Please add {NAME} to our project.")


def _is_seen(world):
    client = Client()
    client.force_login(world.user)
    client.get("/me/")
    asking = Client()
    asking.post("/account/login/code/", {"email": SECOND})
    consenting.give(
        consents.ConsentTextFactory(purpose=Purpose.ACCOUNT, published=True), user=world.user
    )
    admin = accounts.UserFactory(administrator=True)
    for row in (world.user, world.person):
        LogEntry.objects.create(
            user=admin,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
            change_message=f'[{{"changed": {{"object": "{NAME}"}}}}]',
            action_time=timezone.now(),
        )
    LogEntry.objects.create(user=world.user, object_repr=NAME, action_flag=CHANGE)
    note_access(
        admin, subjects.of_user(world.user), kind="look", what="everything", why=f"{NAME} asked"
    )
