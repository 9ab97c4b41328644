"""The pages on which a programme is arranged, released and told of: nothing for axe to find, on a phone and wide."""

import pytest
from django.urls import reverse

from events.timetable import arranging, releasing
from events.timetable.arrangement import Block, Place
from portal.accounts.roles import Role
from tests.browser.axe import findings
from tests.events.timetable.conftest import NINE, at, slot
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, RegistrationFactory, SessionFactory, TalkFactory


@pytest.fixture
def organiser(transactional_db):
    return UserFactory(roles=[Role.ORGANISER])


@pytest.fixture
def pages(organiser):
    """A programme in its second version, and a draft of a third with all kinds of changes and clashes."""
    event = EventFactory(starts_at=NINE, ends_at=at(66), registrations=True)
    RegistrationFactory(event=event)
    session = SessionFactory(event=event, room="Hall A", **slot(0, 2))
    gone = SessionFactory(event=event, room="Hall B", kind="break", **slot(0, 2))
    talks = [TalkFactory(event=event, session=session, **slot(n)) for n in (0, 1)]
    TalkFactory(event=event)
    TalkFactory(event=event, is_cancelled=True)
    releasing.keep_as_it_stands(event)
    arranging.place(event, talks[0].pk, Place("", at(5), at(6), "Attic"), by=organiser)
    releasing.release(event, by=organiser, seen=releasing.prospect(event).mark, note="A note.")
    arranging.place(event, talks[0].pk, Place("", at(1), at(2), "Hall A"), by=organiser)
    arranging.drop_session(event, str(gone.pk), by=organiser)
    new = Block("", "talks", "New session", "Hall A", **slot(1, 2))
    arranging.save_session(event, new, by=organiser)

    def url(name, *parts):
        return reverse(f"timetable-desk:{name}", args=[event.slug, *parts])

    return [
        url("board"),
        url("release"),
        url("discard"),
        url("place", talks[1].pk),
        url("new-session"),
        url("session", str(session.pk)),
        url("drop-session", str(session.pk)),
        reverse("timetable:changes", args=[event.slug]),
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_a_programme_are_accessible(pages, organiser, new_page, sign_in, width):
    page = new_page(width=width)
    sign_in(page, organiser)

    assert findings(page, pages) == {}
