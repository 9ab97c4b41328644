"""What every browser test relies on: a page's complaints are heard, and mail really arrives."""

import pytest
from playwright.sync_api import Error

from portal.mail import outbox
from tests.browser.axe import findings
from tests.browser.chromium import Watch
from tests.factories.mail import LetterFactory

ANY_COMPLAINT = (".",)
FAINT_AND_WIDE = """
<!doctype html><html lang="en"><title>Sample</title><style>
@media (prefers-color-scheme: dark) { main { background: black; color: #222; width: 2000px } }
</style><main><h1>Hardly to be read in the dark</h1></main></html>
"""


def test_mail_goes_by_redis_and_the_worker_to_the_sink(live_portal, smtp_sink):
    letter = LetterFactory(subject="Sample letter through everything")

    outbox.queue(letter)

    message = smtp_sink.wait_for_mail_to(letter.to[0].email)
    assert message["Subject"] == "Sample letter through everything"


def test_the_portal_answers_a_browser(new_page):
    page = new_page()

    page.goto("/readyz")

    assert '"database": true' in page.content()


@pytest.mark.parametrize(
    ("misdeed", "complaint"),
    [
        ("console.error('a broken component')", "console: a broken component"),
        ("setTimeout(() => { throw new Error('a bug') })", "script error: a bug"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("fetch('http://127.0.0.2:9/').catch(() => {})", "Content Security Policy"),
    ],
)
def test_what_a_page_complains_about_is_heard(new_page, live_portal, misdeed, complaint):
    page = new_page(tolerated=ANY_COMPLAINT)
    page.goto("/readyz")
    watch = Watch(page, live_portal.url)

    page.evaluate(f"() => {{ {misdeed} }}")

    page.wait_for_function("() => true")  # the page has had its turn
    assert [problem for problem in watch.problems if complaint in problem]


def test_a_request_to_another_host_is_noticed(new_page, live_portal):
    page = new_page(tolerated=ANY_COMPLAINT)
    watch = Watch(page, live_portal.url)

    with pytest.raises(Error):
        page.goto("http://127.0.0.2:9/")

    assert "request to somebody else: http://127.0.0.2:9/" in watch.problems


def test_what_is_wrong_with_a_page_is_found_in_each_theme(new_page):
    page = new_page()
    page.route(
        "**/sample/", lambda route: route.fulfill(body=FAINT_AND_WIDE, content_type="text/html")
    )

    assert findings(page, ["/sample/"]) == {
        ("/sample/", "dark"): ["color-contrast", "wider than the screen"]
    }
