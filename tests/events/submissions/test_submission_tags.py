import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from events.models import Event
from events.submissions.models import State
from events.submissions.templatetags import submission_tags
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.submissions import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def show(tag, **context):
    return Template("{% load submission_tags %}{% " + tag + " %}").render(Context(context)).strip()


def panel(event):
    return show("call_panel event", event=event, user=AnonymousUser())


def test_the_page_of_an_event_shows_its_open_call_with_a_button():
    call = CallFactory()

    shown = panel(call.event)

    assert call.text_html in shown
    assert f'href="{call.get_absolute_url()}"' in shown


def test_a_call_to_come_is_announced_without_a_button():
    call = CallFactory(later=True)

    assert "Members of the programme can submit a talk from" in panel(call.event)
    assert call.get_absolute_url() not in panel(call.event)


@pytest.mark.parametrize("call", [{"closed": True}, {"event__cancelled": True}])
def test_a_call_that_is_over_is_not_shown(call):
    assert panel(CallFactory(**call).event) == ""


def test_an_event_without_a_call_shows_nothing(django_assert_num_queries):
    slug = EventFactory().slug

    # The page asks for the event with its call.
    with django_assert_num_queries(1):
        event = Event.objects.select_related("call").get(slug=slug)
        assert panel(event) == ""


def test_my_programme_shows_my_talks_and_the_open_calls():
    mine = SubmissionFactory(title="My sample talk", state=State.DRAFT)
    other = SubmissionFactory(title="Somebody else’s")
    CallFactory(closed=True, event__title="Closed meeting")

    shown = show("my_submissions user", user=mine.submitter)

    assert "My sample talk" in shown
    assert "Somebody else’s" not in shown
    assert other.call.get_absolute_url() in shown
    assert "Closed meeting" not in shown


def test_my_programme_costs_the_same_for_one_talk_and_for_thirty(django_assert_num_queries):
    member = UserFactory(roles=[Role.MEMBER])

    for more in (1, 29):
        SubmissionFactory.create_batch(more, submitter=member, accepted=True)
        with django_assert_num_queries(4):
            show("my_submissions user", user=type(member).objects.get(pk=member.pk))


def test_somebody_without_a_role_has_no_talks_to_show():
    CallFactory()

    assert show("my_submissions user", user=UserFactory()) == ""


def test_the_desk_is_told_how_many_talks_wait():
    SubmissionFactory.create_batch(2)
    SubmissionFactory(state=State.REJECTED)

    assert show("submissions_waiting") == "2"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_tone(state):
    assert submission_tags.tone(state) in {"", "accent", "good", "bad", "wait"}
