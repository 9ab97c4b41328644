import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from portal.consents import consenting
from portal.consents.consenting import AlreadyPublished
from portal.consents.models import Consent, ConsentText, Purpose
from tests.factories.accounts import UserFactory
from tests.factories.consents import ConsentFactory, ConsentTextFactory

pytestmark = pytest.mark.django_db


def a_draft(text="Sample wording", **fields):
    return consenting.draft(ConsentText(purpose=Purpose.REGISTRATION, text=text, **fields))


def test_versions_are_counted_for_each_purpose():
    first, second = a_draft(), a_draft()
    other = consenting.draft(ConsentText(purpose=Purpose.ACCOUNT, text="Sample"))

    assert (first.version, second.version, other.version) == (1, 2, 1)


def test_a_draft_holds_for_nobody():
    a_draft()

    assert ConsentText.objects.current(Purpose.REGISTRATION) is None


def test_what_is_published_holds_from_its_day():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    now = consenting.publish(a_draft())
    consenting.publish(a_draft(valid_from=tomorrow))

    assert ConsentText.objects.current(Purpose.REGISTRATION) == now


def test_nothing_holds_before_it_was_published():
    text = a_draft(valid_from=datetime.date(2020, 1, 1))

    assert consenting.publish(text).valid_from == timezone.localdate()


def test_the_latest_version_holds():
    consenting.publish(a_draft())
    second = consenting.publish(a_draft())

    assert ConsentText.objects.current(Purpose.REGISTRATION) == second


def test_the_verbs_leave_a_published_text_alone():
    text = consenting.publish(a_draft())

    for verb in (consenting.draft, consenting.publish, consenting.discard):
        with pytest.raises(AlreadyPublished):
            verb(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda texts: texts.update(text="Something else"),
        lambda texts: texts.update(published_at=None),
        lambda texts: texts.delete(),
    ],
    ids=["changed", "taken back", "deleted"],
)
def test_the_database_keeps_a_published_text_whatever_writes_it(change):
    text = consenting.publish(a_draft())

    with pytest.raises(IntegrityError), transaction.atomic():
        change(ConsentText.objects.filter(pk=text.pk))

    text.refresh_from_db()
    assert text.text == "Sample wording"


def test_a_draft_may_change_and_go():
    text = a_draft()
    text.text = "Better wording"
    consenting.draft(text)
    assert "Better wording" in ConsentText.objects.get().text_html

    consenting.discard(text)

    assert not ConsentText.objects.exists()


def test_the_text_is_shown_in_german_where_there_is_some():
    text = a_draft(text_de="Muster")

    with translation.override("de"):
        assert "Muster" in text.localised_html
        assert "Sample wording" in a_draft().localised_html
    assert "Sample wording" in text.localised_html


def test_what_is_typed_is_no_way_to_run_a_script():
    assert "<script" not in a_draft(text="<script>alert(1)</script>").text_html


def test_where_no_text_holds_nothing_is_noted():
    consenting.give(None, email="guest@example.org")

    assert not Consent.objects.exists()


def test_a_consent_is_somebodys():
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(email="")


def test_agreeing_to_one_version_is_not_agreeing_to_the_next():
    user = UserFactory()
    first, second = ConsentTextFactory.create_batch(2, published=True, purpose=Purpose.ACCOUNT)
    consenting.give(first, user=user)

    assert consenting.has_agreed(user, first)
    assert not consenting.has_agreed(user, second)
