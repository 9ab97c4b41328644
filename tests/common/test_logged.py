import logging

import pytest

from portal.common.logged import WithoutKeys
from tests.factories.invited_talks import InvitedTalkFactory


@pytest.fixture
def lines(caplog):
    caplog.handler.addFilter(WithoutKeys())
    yield lambda: [record.getMessage() for record in caplog.records]
    caplog.handler.filters.clear()


def test_the_key_in_a_letter_is_not_logged_when_its_page_is_gone(db, client, lines):
    invited = InvitedTalkFactory(over=True)

    client.get(invited.submission.ways["submission"])

    assert lines() == ["Gone: /talks/invited/…/"]


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (
            "/registrations/A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0uvw/cancel/",
            "/registrations/…/cancel/",
        ),
        ("/events/a-slug-that-is-quite-long-as-slugs-go-2031/", None),
        ("/talks/12/on-what-is-long-and-tells-nothing/", None),
    ],
)
def test_tokens_are_left_out_and_slugs_are_not(lines, path, logged):
    logging.getLogger("django.request").warning("Not Found: %s", path)

    assert lines() == [f"Not Found: {logged or path}"]


def test_the_portal_logs_through_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_keys"]
