"""With whom the work was done: lines of the form, kept in their order, shown beside the speaker."""

import pytest

from events.models import Talk
from events.submissions import deciding
from events.submissions.models import MOST, CoAuthor, State, Submission
from portal.accounts.roles import Role
from tests.events.submissions.test_preview import DANGEROUS, HOSTILE, preview
from tests.factories.accounts import UserFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import CallFactory, CoAuthorFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

TEXT = {"title": "Sample", "speaker_name": "Sample Speaker", "abstract": "We study *it*."}


def lines(*people, **more):
    """Return what the form sends of these co-authors."""
    typed = {"co_authors-TOTAL_FORMS": len(people), "co_authors-INITIAL_FORMS": 0}
    for index, person in enumerate(people):
        facts = person if isinstance(person, dict) else {"name": person}
        typed |= {f"co_authors-{index}-{name}": value for name, value in facts.items()}
    return TEXT | typed | more


@pytest.fixture
def call():
    return CallFactory()


def named(submission):
    return [one.name for one in submission.co_authors.all()]


def save(client, call, *people, **more):
    answer = client.post(call.get_absolute_url(), lines(*people, **more))
    assert answer.status_code == 302
    return Submission.objects.get()


def mistakes(client, call, *people, **more):
    """Return the mistakes of each line by field, having made sure that nothing was saved and all is kept."""
    page = client.post(call.get_absolute_url(), lines(*people, **more))
    assert page.status_code == 200
    assert not Submission.objects.exists()
    form = page.context["form"].co_authors
    assert [line["name"].value() for line in form if not line.is_empty] == [
        person.get("name") if isinstance(person, dict) else person for person in people
    ]
    return [list(line.errors) for line in form]


def test_co_authors_are_kept_in_their_order_and_empty_lines_left_out(client, member, call):
    submission = save(client, call, "Second Sample", "", "First Sample")

    assert named(submission) == ["Second Sample", "First Sample"]
    page = client.get(submission.get_absolute_url()).text
    assert page.index("Joint work with") < page.index("Second Sample") < page.index("First Sample")


def test_a_changed_line_is_the_same_co_author_and_the_others_go(client, member, call):
    submission = save(client, call, "One Sample", "Two Sample")
    kept = submission.co_authors.get(name="Two Sample")

    edit = f"{submission.get_absolute_url()}edit/"
    client.post(edit, lines({"key": kept.pk, "name": "Two B. Sample"}, "Three Sample", seen=1))

    assert named(submission) == ["Two B. Sample", "Three Sample"]
    assert submission.co_authors.first().pk == kept.pk


def test_a_form_that_says_nothing_of_co_authors_leaves_them(client, member, call):
    submission = save(client, call, "One Sample")

    client.post(f"{submission.get_absolute_url()}edit/", TEXT | {"title": "New", "seen": 1})

    assert named(submission) == ["One Sample"]


def test_a_second_window_does_not_overwrite_the_co_authors_of_the_first(client, member, call):
    submission = save(client, call, "One Sample")
    edit = f"{submission.get_absolute_url()}edit/"
    client.post(edit, lines("From the first window", seen=1))

    page = client.post(edit, lines("From the second window", seen=1))

    assert named(submission) == ["From the first window"]
    assert "From the first window" in page.text
    assert page.context["form"].co_authors[0]["name"].value() == "From the second window"


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("up-1", ["Two", "One", ""]),
        ("down-0", ["Two", "One", ""]),
        ("remove-0", ["Two", ""]),
        ("add", ["One", "Two", "", ""]),
        ("up-0", ["One", "Two", ""]),
        ("down-99", ["One", "Two", ""]),
        ("nonsense", ["One", "Two", ""]),
    ],
)
def test_a_button_changes_the_lines_keeps_all_that_was_typed_and_saves_nothing(
    client, member, call, button, after
):
    typed = lines("One", {"name": "Two", "email": "half an addr"}, "", line=button)

    form = client.post(call.get_absolute_url(), typed).context["form"]

    assert [line["name"].value() or "" for line in form.co_authors] == after
    assert "half an addr" in [line["email"].value() for line in form.co_authors]
    assert form["abstract"].value() == TEXT["abstract"]
    assert not Submission.objects.exists()


def test_there_are_no_more_lines_than_may_be_named(client, member, call):
    page = client.post(call.get_absolute_url(), lines(*["A"] * MOST, line="add"))

    assert len(page.context["form"].co_authors) == MOST
    assert "Add a line" not in page.text


def test_what_may_not_be_is_told_at_its_line(client, member, call):
    many = [f"Sample {number}" for number in range(MOST + 1)]
    four = [{"name": f"S {n}", "email": f"s{n}@example.org", "is_speaker": "on"} for n in range(4)]
    own = {"name": "Sample", "email": member.email.upper()}

    assert mistakes(client, call, *four) == [[], [], [], ["is_speaker"]]
    assert mistakes(client, call, "Ada Sample", "ADA  SAMPLE") == [[], ["name"]]
    assert mistakes(client, call, own) == [["email"]]
    assert mistakes(client, call, {"name": "x" * 201}) == [["name"]]
    assert mistakes(client, call, {"name": "a", "email": "nobody"}) == [["email"]]
    page = client.post(call.get_absolute_url(), lines(*many))
    assert "At most 15 co-authors" in page.text


def test_a_draft_may_have_gaps_and_what_is_submitted_says_who_and_how_to_ask(client, member, call):
    nameless, unreachable = {"affiliation": "U"}, {"name": "Sample", "is_speaker": "on"}

    assert mistakes(client, call, nameless, unreachable, then="submit") == [["name"], ["email"]]
    submission = save(client, call, nameless, unreachable)
    assert submission.state == State.DRAFT
    assert [one.name for one in submission.joint_with] == ["Sample"]


@pytest.mark.parametrize(
    "typed",
    [
        {"co_authors-TOTAL_FORMS": "x"},
        {"co_authors-TOTAL_FORMS": "-1"},
        {"co_authors-TOTAL_FORMS": "9" * 400},
        {"co_authors-TOTAL_FORMS": "200", "line": "add"},
        {"co_authors-TOTAL_FORMS": "9" * 5000, "line": "add"},
        {"co_authors-0-key": "9" * 5000},
        {"co_authors-0-key": "-1"},
        {"co_authors-0-person": "9" * 5000},
        {"line": "up-" + "9" * 4},
        {"line": "²-²"},
    ],
)
def test_nonsense_does_no_harm(client, member, call, typed):
    answer = client.post(call.get_absolute_url(), lines("One Sample", **typed))

    assert answer.status_code in {200, 302}


def test_a_line_of_another_submission_is_not_taken_over(client, member, call):
    other = CoAuthorFactory()

    save_of_mine = client.post(call.get_absolute_url(), lines({"key": other.pk, "name": "Mine"}))

    assert save_of_mine.status_code == 302
    assert CoAuthor.objects.get(pk=other.pk).submission == other.submission
    assert CoAuthor.objects.count() == 2


# --- People of the programme ----------------------------------------------------------------------


def test_somebody_of_the_programme_is_linked_by_name_and_it_is_said(client, member, call):
    person = PersonFactory(name="Zoë Sample")

    submission = save(client, call, "zoe sample")

    assert submission.co_authors.get().person == person
    assert person.get_absolute_url() in client.get(submission.get_absolute_url()).text
    form = client.get(f"{submission.get_absolute_url()}edit/").text
    assert "Somebody of the programme has this name." in form


def test_of_several_people_of_a_name_one_is_chosen_not_guessed(client, member, call):
    _one, other = PersonFactory.create_batch(2, name="Sample Namesake")

    assert save(client, call, "Sample Namesake").co_authors.get().person is None
    Submission.objects.all().delete()
    chosen = {"name": "Sample Namesake", "person": other.pk}
    assert save(client, call, chosen).co_authors.get().person == other


def test_somebody_else_of_that_name_stays_without_a_page(client, member, call):
    PersonFactory(name="Zoe Sample")

    submission = save(client, call, {"name": "Zoe Sample", "person": ""})
    form = client.get(f"{submission.get_absolute_url()}edit/").context["form"]

    assert submission.co_authors.get().person is None
    assert form.co_authors[0]["person"].value() == ""


def test_nobody_is_linked_under_another_name(client, member, call):
    person = PersonFactory(name="Somebody Famous")

    submission = save(client, call, {"name": "Sample Stranger", "person": person.pk})

    assert submission.co_authors.get().person is None


# --- What is shown --------------------------------------------------------------------------------


def test_an_accepted_talk_and_the_book_say_with_whom_the_work_was_done(client, organiser):
    submission = SubmissionFactory()
    CoAuthorFactory(submission=submission, name="Ada Sample", affiliation="U of Samples")
    assert "Ada Sample</bdi>, U of Samples" in client.get(submission.desk_url).text

    deciding.decide(submission, State.ACCEPTED, by=organiser)

    talk = Talk.objects.get()
    assert talk.speaker_line == "Sample Speaker, Sample University"
    assert talk.joint_line == "Ada Sample, U of Samples"
    book = client.get(f"{talk.event.get_absolute_url()}abstracts/").text
    for page in (client.get(talk.get_absolute_url()).text, book):
        assert "Joint work with" in page
        assert "Ada Sample" in page
    tex = client.get(f"{talk.event.get_absolute_url()}abstracts.tex").text
    assert "Joint work with Ada Sample, U of Samples" in tex


def test_the_preview_names_the_co_authors_and_their_mistakes(client, member):
    page = preview(client, **lines("Ada Sample", {"name": "B", "email": "nobody"}))

    assert "Joint work with" in page
    assert "Ada Sample" in page
    assert "valid email address" in page


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_harmless(client, member, call, text):
    hostile = {"name": text[:200], "affiliation": f"\u202e{text}"[:200]}
    seen = preview(client, **lines(hostile))
    submission = save(client, call, hostile, then="submit")
    own = client.get(submission.get_absolute_url()).text
    deciding.decide(submission, State.ACCEPTED, by=UserFactory(roles=[Role.ORGANISER]))
    public = client.get(Talk.objects.get().get_absolute_url()).text

    for page in (seen, own.partition("<main")[2], public.partition("<main")[2]):
        shown = page.partition("Joint work with")[2].partition("</p>")[0]
        assert shown
        assert not DANGEROUS.search(shown)
        assert "\u202e" not in shown
