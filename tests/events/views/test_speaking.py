import pytest

from events import speaking
from events.models import Talk
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import SpeakerFactory, TalkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(client):
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    return user


@pytest.fixture
def talk(speaker):
    return TalkFactory(by=speaker, title="A sample talk")


def address(talk):
    return f"/talks/{talk.pk}/abstract/"


def test_a_speaker_writes_the_abstract_and_readers_see_it_typeset(client, talk):
    answer = client.post(address(talk), {"abstract": "About $x^2$."}, follow=True)

    assert "<msup>" in answer.content.decode()
    talk.refresh_from_db()
    assert talk.abstract == "About $x^2$."


def test_an_empty_abstract_is_asked_for_again(client, talk):
    page = client.post(address(talk), {"abstract": " "})

    assert page.context["form"].errors["abstract"] == ["This field is required."]


def test_what_is_too_long_is_told_and_kept(client, talk):
    page = client.post(address(talk), {"abstract": "a" * 200_000})

    assert "at most" in page.context["form"].errors["abstract"][0]
    assert page.context["form"]["abstract"].value() == "a" * 200_000
    talk.refresh_from_db()
    assert talk.abstract == ""


def test_the_preview_shows_it_and_stores_nothing(client, talk):
    page = client.post(address(talk), {"abstract": "About $x^2$.", "then": "preview"})

    assert "<msup>" in page.content.decode()
    talk.refresh_from_db()
    assert talk.abstract == ""


def test_the_live_preview_answers_the_same_words(client, talk):
    answer = client.post(f"{address(talk)}preview/", {"abstract": "About $x^2$."})

    assert "<msup>" in answer.content.decode()


def test_a_talk_with_an_abstract_is_changed_by_the_organisers(client, talk):
    talk.abstract = "It is there."
    talk.save()

    page = client.post(address(talk), {"abstract": "Another"}, follow=True)

    assert "the organisers change it for you" in page.content.decode()
    talk.refresh_from_db()
    assert talk.abstract == "It is there."


def test_what_a_second_speaker_wrote_meanwhile_is_not_overwritten(talk):
    seen_before = Talk.objects.get(pk=talk.pk)
    talk.abstract = "Mine"
    speaking.write_abstract(talk)

    seen_before.abstract = "Yours"
    with pytest.raises(speaking.AlreadyWritten) as written:
        speaking.write_abstract(seen_before)

    assert written.value.talk.abstract == "Mine"


@pytest.mark.parametrize(
    "facts", [{"is_cancelled": True}, {"event__past": True}, {"event__cancelled": True}]
)
def test_a_talk_that_is_not_to_come_has_no_such_page(client, speaker, facts):
    assert client.get(address(TalkFactory(by=speaker, **facts))).status_code == 404


def test_the_talk_of_another_has_no_such_page(client, speaker):
    assert client.get(address(TalkFactory())).status_code == 404


# --- The short CV -----------------------------------------------------------------------------------


def cv(talk):
    return f"/talks/{talk.pk}/cv/"


def test_a_speaker_writes_changes_and_takes_away_the_own_short_cv(client, talk, text_of):
    other = SpeakerFactory(talk=talk, name="Other Speaker", position=1, biography="Of the other.")
    assert cv(talk) in client.get("/me/").text

    answer = client.post(cv(talk), {"biography": "Studies *samples*."}, follow=True)
    assert "Studies <em>samples</em>." in answer.text
    client.post(cv(talk), {"biography": ""})

    assert [one.biography for one in talk.speakers.all()] == ["", "Of the other."]
    assert "Of the other." in text_of(talk.get_absolute_url())
    assert other.pk == talk.speakers.last().pk


def test_a_short_cv_that_is_too_long_is_told_and_kept(client, talk):
    page = client.post(cv(talk), {"biography": "a" * 1_501})

    assert "at most 1500" in page.context["form"].errors["biography"][0]
    assert page.context["form"]["biography"].value() == "a" * 1_501
    assert talk.speakers.get().biography == ""


def test_of_a_talk_of_others_or_one_that_is_over_there_is_none_to_write(client, speaker):
    for talk in (TalkFactory(), TalkFactory(by=speaker, event__past=True)):
        assert client.post(cv(talk), {"biography": "Me."}).status_code == 404
