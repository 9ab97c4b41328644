import pytest
from django.urls import reverse

from events.submissions.models import State, Submission
from portal.mail.models import Message
from tests.factories.events import EventFactory
from tests.factories.projects import PersonFactory
from tests.factories.submissions import CallFactory, SubmissionFactory, from_now

pytestmark = pytest.mark.django_db

TEXT = {
    "title": "On $x^2$",
    "speaker_name": "Sample Speaker",
    "affiliation": "Sample University",
    "abstract": "We study $x^2$ & more.",
}


@pytest.fixture
def call():
    return CallFactory(event__slug="sample-meeting", event__zone="Europe/Berlin")


def submit(client, call, then="", **text):
    return client.post(call.get_absolute_url(), TEXT | {"then": then} | text, follow=True)


def test_the_page_shows_the_call_and_its_deadline_in_the_zone_of_the_event(client, member, call):
    call.closes_at = call.closes_at.replace(
        year=call.closes_at.year + 1, month=7, day=1, hour=21, minute=59
    )
    call.save()

    page = client.get(call.get_absolute_url()).content.decode()

    assert call.text_html in page
    assert f"1 July {call.closes_at.year}, 23:59 CEST" in page
    assert "one minute of grace" in page


def test_the_speaker_is_the_member_until_told_otherwise(client, member, call):
    PersonFactory(name="Sample Person of the Programme", user=member)

    form = client.get(call.get_absolute_url()).context["form"]

    assert form["speaker_name"].value() == "Sample Person of the Programme"


def test_a_draft_is_saved_and_nobody_is_told(client, member, call, told):
    page = submit(client, call)

    draft = Submission.objects.get()
    assert page.redirect_chain == [(draft.get_absolute_url(), 302)]
    assert told(page) == ["Saved as a draft: nobody else sees it until you submit it."]
    assert {name: getattr(draft, name) for name in TEXT} == TEXT
    assert (draft.state, draft.submitter, draft.call) == (State.DRAFT, member, call)
    assert not Submission.objects.for_organisers().exists()
    assert not Message.objects.exists()


def test_a_draft_may_have_gaps(client, member, call):
    submit(client, call, title="", speaker_name="", abstract="")

    assert Submission.objects.get().state == State.DRAFT


def test_a_talk_is_submitted_at_once(client, member, call):
    submit(client, call, then="submit")

    assert Submission.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize("gap", ["title", "speaker_name", "abstract"])
def test_what_is_submitted_has_no_gaps_and_nothing_typed_is_lost(client, member, call, gap):
    page = submit(client, call, then="submit", **{gap: "  "})

    form = page.context["form"]
    assert list(form.errors) == [gap]
    assert {name: form[name].value() for name in TEXT} == TEXT | {gap: "  "}
    assert not Submission.objects.exists()


def test_a_member_sees_the_own_talks_and_may_submit_another(client, member, call):
    mine = SubmissionFactory(call=call, submitter=member)
    SubmissionFactory(call=call)

    page = client.get(call.get_absolute_url())

    assert list(page.context["others"]) == [mine]
    submit(client, call)
    assert Submission.objects.of(member).count() == 2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"later": True}, "Not open yet"),
        ({"closed": True}, "Closed since"),
        ({"event__cancelled": True}, "The event is cancelled"),
    ],
)
def test_a_call_that_is_not_open_says_so_and_takes_nothing(client, member, call, words):
    call = CallFactory(**call)

    page = client.get(call.get_absolute_url()).content.decode()
    answer = submit(client, call, then="submit")

    assert words in page
    assert "<textarea" not in page
    assert words in answer.content.decode()
    assert answer.context["form"]["abstract"].value() == TEXT["abstract"]
    assert answer.context["form"].non_field_errors() == [
        "Nothing can be changed any more; what you wrote is below."
    ]
    assert not Submission.objects.exists()


def test_a_talk_that_comes_within_the_minute_of_grace_is_taken(client, member):
    submit(client, CallFactory(in_grace=True), then="submit")

    assert Submission.objects.get().state == State.SUBMITTED


def test_a_title_stays_on_one_line(client, member, call):
    submit(client, call, title="One\nSubject: two\r\n\u202ethree")

    assert Submission.objects.get().title == "One Subject: two three"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 301),
        ("title", "a\x07b"),
        ("speaker_name", "x" * 201),
        ("affiliation", "x" * 201),
        ("abstract", "x" * 10_001),
        ("abstract", "$" + "{" * 20_000 + "$"),
        ("abstract", "x" * 1_000_000),
        ("abstract", "a\0b"),
        ("then", "publish"),
    ],
)
def test_what_is_too_much_or_unheard_of_is_refused_at_its_field(client, member, call, field, value):
    page = submit(client, call, **{field: value})

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["affiliation"].value() in {TEXT["affiliation"], value}
    assert not Submission.objects.exists()


def test_far_too_much_is_refused_before_it_is_read(client, member, call):
    assert submit(client, call, abstract="x" * 6_000_000).status_code == 400


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 4000])
def test_a_nonsensical_revision_does_no_harm(client, member, call, seen):
    assert submit(client, call, seen=seen).status_code == 200


def test_without_scripts_a_button_shows_the_preview_and_saves_nothing(client, member, call):
    page = submit(client, call, then="preview")

    assert page.context["rehearsal"].abstract_html in page.content.decode()
    assert page.context["form"]["abstract"].value() == TEXT["abstract"]
    assert not Submission.objects.exists()


def test_the_sample_mark_stands_beside_a_sample_event(client, member):
    call = CallFactory(event__is_sample=True)

    assert 'class="sample"' in client.get(call.get_absolute_url()).content.decode()


def test_an_event_without_a_call_has_no_such_page(client, member):
    assert client.get(reverse("submissions:submit", args=[EventFactory().slug])).status_code == 404


def test_the_page_costs_the_same_for_one_talk_and_for_thirty(client, member, call, queries):
    SubmissionFactory(call=call, submitter=member, accepted=True)
    for_one = queries(call.get_absolute_url())

    SubmissionFactory.create_batch(29, call=call, submitter=member, accepted=True)

    assert queries(call.get_absolute_url()) == for_one <= 12


def test_a_deadline_passed_while_writing_keeps_the_stored_text(client, member, call):
    draft = SubmissionFactory(call=call, submitter=member, state=State.DRAFT, title="Before")
    call.closes_at = from_now(seconds=-61)
    call.save()

    page = client.post(reverse("submissions:edit", args=[draft.pk]), TEXT | {"seen": 1})

    assert page.context["form"]["title"].value() == TEXT["title"]
    assert page.context["form"].non_field_errors()
    assert Submission.objects.get().title == "Before"


def test_a_member_proposes_a_talk_for_a_series(client, member):
    call = CallFactory(of_series=True, series__title="A seminar")

    assert "A seminar" in client.get(call.series.get_absolute_url()).text
    assert "Call for talks" in client.get(call.series.get_absolute_url()).text
    client.post(call.get_absolute_url(), TEXT | {"then": "submit"})

    submission = Submission.objects.get(call=call)
    assert submission.state == State.SUBMITTED
    assert "A seminar" in client.get("/me/").text
