"""With whom the work of a talk was done, as organisers write it: in order, linked to people, without scripts too."""

import pytest
from auditlog.models import LogEntry

from events.models import Talk
from tests.events.desk.test_talks import TALK, url
from tests.factories.events import EventFactory, JointAuthorFactory, TalkFactory
from tests.factories.projects import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def talk():
    return TalkFactory(speakers=[])


@pytest.fixture
def address(talk):
    return url("talk", talk.event, talk.pk)


def lines(*people, **more):
    """Return what the form sends of these co-authors, each a name or a dictionary."""
    typed = {"joint_authors-TOTAL_FORMS": len(people), "joint_authors-INITIAL_FORMS": 0}
    for index, person in enumerate(people):
        facts = person if isinstance(person, dict) else {"name": person}
        typed |= {f"joint_authors-{index}-{name}": value for name, value in facts.items()}
    return TALK | typed | more


def named(talk):
    return [one.name for one in talk.joint_authors.all()]


def shown(page):
    return [line["name"].value() or "" for line in page.context["joint"]]


def test_they_are_kept_in_their_order_and_shown_with_the_talk(client, talk, address, text_of):
    client.post(address, lines("Second Sample", "", {"name": "First", "affiliation": "Uni"}))

    assert named(talk) == ["Second Sample", "First"]
    talk.refresh_from_db()
    page = text_of(talk.get_absolute_url())
    assert page.index("Joint work with") < page.index("Second Sample") < page.index("First")


def test_a_new_talk_has_them_too(client):
    client.post(url("new-talk", EventFactory()), lines("One Sample"))

    assert named(Talk.objects.get()) == ["One Sample"]


def test_a_changed_line_is_the_same_row_and_the_others_go(client, talk, address):
    one, two = (JointAuthorFactory(talk=talk, name=name) for name in ("One", "Two"))

    client.post(address, lines({"key": two.pk, "name": "Two B."}, {"key": "", "name": "Three"}))

    assert named(talk) == ["Two B.", "Three"]
    assert talk.joint_authors.first().pk == two.pk
    assert not talk.joint_authors.filter(pk=one.pk).exists()


def test_a_form_that_says_nothing_of_them_leaves_them(client, talk, address):
    JointAuthorFactory(talk=talk, name="One")

    client.post(address, TALK)

    assert named(talk) == ["One"]


def test_one_person_of_the_name_is_linked_and_somebody_else_can_be_chosen(client, talk, address):
    person = PersonFactory(name="Ada Sample")

    client.post(address, lines("Ada Sample"))
    assert talk.joint_authors.get().person == person
    client.post(address, lines({"name": "Ada Sample", "person": ""}))

    assert talk.joint_authors.get().person is None


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("up-1", ["Two", "One", ""]),
        ("down-0", ["Two", "One", ""]),
        ("remove-0", ["Two", ""]),
        ("add", ["One", "Two", "", ""]),
        ("nonsense", ["One", "Two", ""]),
    ],
)
def test_a_button_changes_the_lines_keeps_what_was_typed_and_saves_nothing(
    client, talk, address, button, after
):
    page = client.post(address, lines("One", "Two", "", line=button, title="Half a title"))

    assert shown(page) == after
    assert page.context["form"]["title"].value() == "Half a title"
    assert named(talk) == []


def test_what_may_not_be_is_told_at_its_line_and_nothing_is_saved(client, talk, address):
    def mistakes(*people):
        page = client.post(address, lines(*people))
        assert named(talk) == []
        return [list(line.errors) for line in page.context["joint"]]

    assert mistakes({"affiliation": "Uni"}) == [["name"]]
    assert mistakes("Ada", "ADA") == [[], ["name"]]
    assert mistakes({"name": "x" * 201}) == [["name"]]
    page = client.post(address, lines(*(f"Sample {number}" for number in range(16))))
    assert "At most 15 co-authors" in page.text


def test_a_key_of_another_talk_makes_a_new_row(client, talk, address):
    other = JointAuthorFactory(name="Of another talk")

    client.post(address, lines({"key": other.pk, "name": "Mine"}))

    other.refresh_from_db()
    assert (other.name, named(talk)) == ("Of another talk", ["Mine"])


def test_what_stays_as_it_was_is_not_in_the_record_of_changes(client, talk, address):
    one = JointAuthorFactory(talk=talk, name="One", affiliation="")
    LogEntry.objects.all().delete()

    client.post(address, lines({"key": one.pk, "name": "One"}, "Two"))

    about = LogEntry.objects.filter(content_type__model="jointauthor")
    assert [(entry.get_action_display(), entry.object_repr) for entry in about] == [
        ("create", "Two")
    ]


def test_the_form_costs_the_same_with_many_of_them(talk, address, queries_of):
    JointAuthorFactory(talk=talk, person=PersonFactory())
    with_one = queries_of(address)
    for _time in range(9):
        JointAuthorFactory(talk=talk, person=PersonFactory())

    assert queries_of(address) == with_one
