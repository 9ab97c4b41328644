"""Fixtures of the tests that drive a browser: the portal as it runs, and pages to look at it.

def test_a_visitor_reads(new_page, live_portal):
    page = new_page(javascript=False, width=360, dark=True)
    page.goto("/news/")
"""

import os

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.smtp import Sink
from tests.browser.worker import Worker


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.uncovered)


@pytest.fixture(scope="package")
def browser():
    """A running Chromium; without one the test is skipped, in CI it fails."""
    if not chromium.PROGRAM.exists():
        missing = f"no Chromium at {chromium.PROGRAM}: install it, or name it in CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    # Playwright's event loop runs in the main thread, where Django would refuse the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with chromium.launch(playwright) as browser:
            yield browser


@pytest.fixture(scope="package")
def _smtp_sink():
    sink = Sink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="package")
def _worker(live_server, _smtp_sink, django_db_setup):
    worker = Worker(EMAIL_URL=_smtp_sink.url, SITE_URL=live_server.url)
    worker.wait_until_ready()
    yield worker
    worker.stop()


@pytest.fixture
def smtp_sink(_smtp_sink):
    """The mails sent since the test began: `messages`, `wait_for(predicate)`, `wait_for_mail_to(address)`."""
    _smtp_sink.clear()
    return _smtp_sink


@pytest.fixture
def live_portal(transactional_db, live_server, _worker, smtp_sink):
    """The portal over HTTP at `.url`, with a Celery worker that sends mail to `smtp_sink`."""
    _worker.forget_other_tasks()
    with override_settings(SITE_URL=live_server.url):
        yield live_server
    # Nobody works on the tables any more when the next test empties them.
    _worker.wait_until_idle()


@pytest.fixture
def new_page(browser, live_portal):
    """Open pages in a fresh browser each; what one complains about fails the test.

    `tolerated` holds patterns of complaints the test expects, such as r"404".
    """
    opened = []

    def open_page(*, javascript=True, width=1280, dark=False, tolerated=()):
        context = browser.new_context(
            base_url=live_portal.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": chromium.HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        opened.append((context, chromium.Watch(page, live_portal.url, tolerated)))
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    assert [problem for _, watch in opened for problem in watch.problems] == []


@pytest.fixture
def sign_in(live_portal):
    """Sign somebody in to a page without the form: `sign_in(page, user)`."""

    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_portal.url}
        page.context.add_cookies([cookie])

    return sign_in
