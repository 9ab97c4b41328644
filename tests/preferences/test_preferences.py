import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.preferences.models import Preferences

pytestmark = pytest.mark.django_db


def test_before_anybody_chose_the_defaults_hold():
    preferences = Preferences.current()

    assert preferences.signup == Preferences.Signup.INVITATION
    assert preferences.registration_days == 180
    assert Preferences.objects.count() == 0


def test_what_was_chosen_holds():
    chosen = Preferences.current()
    chosen.mail_days = 90
    chosen.save()

    assert Preferences.current().mail_days == 90


def test_there_is_one_row_however_often_it_is_saved():
    Preferences().save()
    Preferences(mail_days=7).save()

    assert [row.mail_days for row in Preferences.objects.all()] == [7]


def test_the_database_refuses_a_second_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        Preferences.objects.bulk_create([Preferences(pk=2)])


def test_nothing_is_kept_for_less_than_a_day():
    with pytest.raises(ValidationError) as refused:
        Preferences(mail_days=0).full_clean()

    assert list(refused.value.message_dict) == ["mail_days"]
