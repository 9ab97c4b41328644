import datetime

import pytest
from django.utils import timezone

from events.models import Event
from events.registrations.models import State
from portal.accounts.roles import Role
from portal.digest import week
from portal.digest.tasks import send_weeks
from portal.mail.models import Delivery, Message
from portal.mail.tasks import deliver_due
from projects.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, TalkFactory, moment
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """Somebody who wants the weekly letter and has nothing to do and nothing ahead."""
    user = UserFactory(roles=[Role.MEMBER], name="Sample Member", email="member@example.org")
    SubscriptionFactory(topic="week", email=user.email, user=user)
    return user


def test_with_nothing_to_tell_no_letter_goes_out(member):
    assert week.send_weeks() == 0

    assert Message.objects.count() == 0


def test_one_thing_to_do_is_told_with_the_page_to_do_it_on(member, mailoutbox):
    talk = TalkFactory(title="On $x^2$", by=member)
    Person.objects.update(reviewed_at=timezone.now())

    assert week.send_weeks() == 1
    deliver_due()

    (mail,) = mailoutbox
    assert mail.to == ['"Sample Member" <member@example.org>']
    assert mail.subject == "Your week: 1 thing to do"
    assert "Write an abstract: On x^2." in mail.body
    assert f"http://localhost:8000/talks/{talk.pk}/abstract/" in mail.body


def test_many_things_are_told_in_one_letter(member, mailoutbox):
    TalkFactory.create_batch(3, by=member)
    RegistrationFactory(email=member.email, state=State.UNCONFIRMED, event__title="Sample school")
    RegistrationFactory(email=member.email, event__title="Sample workshop")
    Person.objects.update(reviewed_at=timezone.now())

    week.send_weeks()
    deliver_due()

    (mail,) = mailoutbox
    assert mail.subject == "Your week: 4 things to do"
    assert mail.body.count("Write an abstract") == 3
    assert "Confirm your registration: Sample school" in mail.body
    assert mail.body.index("Coming up") < mail.body.index("Sample workshop")


def test_what_is_more_than_two_weeks_ahead_can_wait(member):
    far = EventFactory(registrations=True, starts_at=moment(days=16))
    RegistrationFactory(event=far, email=member.email)
    assert week.send_weeks() == 0

    near = EventFactory(registrations=True, starts_at=moment(days=13))
    RegistrationFactory(event=near, email=member.email)
    assert week.send_weeks() == 1


def test_a_second_run_in_the_same_week_tells_nobody_twice(member, mailoutbox):
    TalkFactory(by=member)

    send_weeks()
    send_weeks()
    deliver_due()

    assert len(mailoutbox) == 1


def test_next_week_there_is_another_letter(member, monkeypatch):
    TalkFactory(by=member)
    week.send_weeks()
    next_week = timezone.localdate() + datetime.timedelta(days=7)
    monkeypatch.setattr(timezone, "localdate", lambda *_: next_week)

    week.send_weeks()

    assert Delivery.objects.filter(email=member.email).count() == 2


def test_only_who_wants_the_letter_gets_it(mailoutbox):
    TalkFactory(by=UserFactory())
    for facts in ({"unconfirmed": True}, {"ended": True}):
        user = UserFactory()
        TalkFactory(by=user)
        SubscriptionFactory(topic="week", email=user.email, user=user, **facts)

    assert week.send_weeks() == 0


def test_a_closed_account_gets_no_letter(member):
    TalkFactory(by=member)
    member.is_active = False
    member.save()

    assert week.send_weeks() == 0


def test_an_address_that_is_not_proved_to_be_the_persons_gets_no_letter(member):
    TalkFactory(by=member)
    member.emailaddress_set.update(verified=False)

    assert week.send_weeks() == 0


def test_what_fails_over_one_person_harms_nobody_else(member, caplog):
    TalkFactory(by=member)
    broken = UserFactory(email="broken@example.org")
    SubscriptionFactory(topic="week", email=broken.email, user=broken)
    event = TalkFactory(by=broken).event
    Event.objects.filter(pk=event.pk).update(zone="No/Such_Place")

    assert week.send_weeks() == 1

    assert list(Delivery.objects.values_list("email", flat=True)) == [member.email]
    assert "could not be told" in caplog.text


def test_the_letter_is_ended_with_one_click(member, mailoutbox):
    TalkFactory(by=member)
    week.send_weeks()
    deliver_due()

    (mail,) = mailoutbox
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_scheduler_knows_the_weekly_letters(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert send_weeks.name in tasks
