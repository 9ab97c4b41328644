import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.registrations.models import Registration
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.mail.models import Delivery, Subscription
from portal.privacy import erasing, subjects
from portal.privacy.erasing import LastCoordinator
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SpeakerFactory, TalkFactory
from tests.factories.mail import DeliveryFactory, SubscriptionFactory
from tests.factories.projects import PersonFactory

pytestmark = pytest.mark.django_db


def erase(user, *, keep_names=True):
    erasing.erase(subjects.of_user(user), keep_names=keep_names)


def test_an_address_that_is_not_proved_erases_nobodys_data():
    attacker = UserFactory()
    attacker.emailaddress_set.create(email="victim@example.org", verified=False)
    RegistrationFactory(email="victim@example.org", name="The Victim")
    SubscriptionFactory(email="victim@example.org")
    DeliveryFactory(email="victim@example.org")

    erase(attacker)

    assert Registration.objects.get().name == "The Victim"
    assert Subscription.objects.count() == Delivery.objects.count() == 1


def test_no_mail_goes_to_whoever_is_erased(mailoutbox, django_capture_on_commit_callbacks):
    user = UserFactory(email="gone@example.org")
    RegistrationFactory(user=user, email="gone@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        erase(user)

    assert not Delivery.objects.exists()


def test_whoever_bears_a_name_that_is_part_of_another_leaves_the_other_alone():
    DeliveryFactory(message__text="Dear Joann Leeds, and Ann Lee.", email="other@example.org")
    user = UserFactory(name="Ann Lee")

    erase(user)

    text = Delivery.objects.get().message.text
    assert text == "Dear Joann Leeds, and Name removed."


def test_a_name_of_one_word_is_not_taken_out_of_the_texts_of_others():
    DeliveryFactory(message__text="About the Sample meeting.", email="other@example.org")

    erase(UserFactory(name="Sample"))

    assert Delivery.objects.get().message.text == "About the Sample meeting."


@pytest.mark.parametrize("name", ["O'Neil (Jr.) [x] \\d+", "Zoë 🦊 مثال", "A+ B*", 'Say "Hi" now'])
def test_a_name_may_hold_any_sign(name):
    DeliveryFactory(message__text=f"Dear {name}, hello", email="other@example.org")

    erase(UserFactory(name=name))

    assert "hello" in Delivery.objects.get().message.text
    assert name not in Delivery.objects.get().message.text


def test_the_last_coordinator_stays():
    user = UserFactory(roles=[Role.COORDINATOR])
    UserFactory(roles=[Role.COORDINATOR], is_active=False)

    with pytest.raises(LastCoordinator):
        erase(user)

    assert User.objects.filter(pk=user.pk).exists()


def test_one_of_two_coordinators_may_go():
    first, _second = UserFactory.create_batch(2, roles=[Role.COORDINATOR])

    erase(first)

    assert not User.objects.filter(pk=first.pk).exists()


def test_what_goes_wrong_halfway_leaves_everything_as_it_was(monkeypatch):
    user = UserFactory(email="sample@example.org")
    SubscriptionFactory(email="sample@example.org")
    monkeypatch.setattr(erasing.HOLDINGS[-1], "erase", fail)

    with pytest.raises(ZeroDivisionError):
        erase(user)

    assert Subscription.objects.count() == 1


def fail(subject, *, keep_names):
    raise ZeroDivisionError


def test_the_outlook_says_with_numbers_what_will_be():
    user = UserFactory(email="sample@example.org")
    person = PersonFactory(name="Sample Person", user=user)
    RegistrationFactory(user=user, email="sample@example.org")
    for event in (EventFactory(past=True), EventFactory()):
        talk = TalkFactory(event=event, title="Sampling", speakers=[])
        SpeakerFactory(talk=talk, person=person, name="Sample Person")

    says = erasing.both_ways(subjects.of_user(user))

    assert (
        "1 registration for a coming event is cancelled; the place goes to the next in line."
        in says["goes"]
    )
    assert (
        "Your coming talk “Sampling” is cancelled: nobody else is there to give it." in says["goes"]
    )
    assert says["stays"] == [
        "Your name stays with 1 given talk, which belongs to the record of the programme."
    ]
    assert says["otherwise"] == ["1 given talk stays, without your name."]


@pytest.mark.django_db(transaction=True)
def test_of_two_last_coordinators_who_go_at_once_one_stays():
    coordinators = UserFactory.create_batch(2, roles=[Role.COORDINATOR])

    results = at_once(erase, coordinators)

    assert User.objects.filter(groups__name=Role.COORDINATOR).count() == 1
    assert sorted(type(one).__name__ for one in results) == ["LastCoordinator", "NoneType"]


def at_once(verb, things):
    ready = threading.Barrier(len(things))

    def one(thing):
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            verb(thing)
        except LastCoordinator as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))
