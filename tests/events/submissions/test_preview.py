"""The preview, and what hostile texts come to: what is shown is what will be published."""

import re
import time

import pytest

from events.models import Talk
from events.submissions import deciding
from events.submissions.models import State, Submission
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory

pytestmark = pytest.mark.django_db

PREVIEW = "/submissions/preview/"
HOSTILE = {
    "script": "<script>alert(1)</script> Text",
    "handler": '<img src=x onerror="alert(1)"> <b onclick=alert(1)>bold</b>',
    "javascript link": "[link](javascript:alert(1)) <a href='JaVaScRiPt:alert(1)'>x</a>",
    "data link": "[link](data:text/html;base64,PHNjcmlwdD4=)",
    "mathml href": '<math href="javascript:alert(1)"><mi href="javascript:alert(1)">x</mi></math>',
    "tex link": r"$\href{javascript:alert(1)}{x}$ $\style{background:url(//elsewhere.example)}{x}$",
    "css": '<p style="background:url(https://elsewhere.example/x)">styled</p><style>*{}</style>',
    "frames": '<iframe src="//elsewhere.example"></iframe><form action="/"><input></form>',
    "svg": '<svg onload="alert(1)"><use href="data:image/svg+xml,x"/></svg>',
    "broken tex": r"$\frac{1$ and $\unheardof{x}$ and $$\begin{matrix} 1 & $$",
    "deep tex": "$" + "{" * 4_000 + "}" * 4_000 + "$",
    "deep fractions": "$" + r"\frac{1}{" * 900 + "x" + "}" * 900 + "$",
    "deep lists": "\n".join("  " * depth + "- x" for depth in range(90)),
    "deep quotes": ">" * 9_000 + " x",
    "many brackets": "[" * 9_900,
    "many stars": "x" + " *a" * 3_300 + " end",
    "many dollars": "$" * 9_999,
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;script&#x3e;",
    "end of template": "{% include 'x' %} {{ settings.SECRET_KEY }} </textarea><b>",
}
DANGEROUS = re.compile(
    r"<(script|iframe|style|form|input|object|embed|svg)\b"
    r"|<[^>]*\s(on\w+|style)\s*="
    r"|<[^>]*(href|src|action)\s*=\s*[\"']?\s*(javascript|data):"
    r"|<(math|m[a-z]+)\b[^>]*href",
    re.IGNORECASE,
)
SECONDS = 30  # a loaded machine is slow: minutes would be a fault


def preview(client, **text):
    response = client.post(PREVIEW, text)
    assert response.status_code == 200
    return response.content.decode()


def stored(client, call, **text):
    fields = {"speaker_name": "Sample Speaker", "then": "submit", "title": "Sample"} | text
    assert client.post(call.get_absolute_url(), fields).status_code == 302
    return Submission.objects.get()


@pytest.mark.parametrize("abstract", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_abstract_is_harmless_in_time_from_preview_to_programme(client, member, abstract):
    began = time.monotonic()
    seen = preview(client, title="Sample", abstract=abstract)
    submission = stored(client, CallFactory(), abstract=abstract)
    page = client.get(submission.get_absolute_url()).content.decode()
    deciding.decide(submission, State.ACCEPTED, by=UserFactory(roles=[Role.ORGANISER]))

    assert time.monotonic() - began < SECONDS
    assert submission.abstract == abstract
    assert not DANGEROUS.search(submission.abstract_html)
    assert submission.abstract_html in seen
    assert submission.abstract_html in page
    assert Talk.objects.get().abstract_html == submission.abstract_html


@pytest.mark.parametrize("title", [text[:300] for text in HOSTILE.values()], ids=HOSTILE)
def test_a_hostile_title_is_harmless_too(client, member, title):
    seen = preview(client, title=title, abstract="Text")
    submission = stored(client, CallFactory(), title=title, abstract="Text")

    assert not DANGEROUS.search(submission.title_html)
    assert submission.title_html in seen
    assert submission.title_html in client.get(submission.get_absolute_url()).content.decode()


def test_the_preview_shows_formulas_as_mathml_and_all_of_the_talk(client, member):
    page = preview(
        client,
        title="On $x^2$",
        speaker_name="Sample <b>Speaker</b>",
        affiliation="Sample University",
        abstract="*Some* $y$.",
    )

    assert page.count("<math") == 2
    assert "<em>Some</em>" in page
    assert "Sample &lt;b&gt;Speaker&lt;/b&gt;, Sample University" in page


def test_the_preview_says_what_could_not_be_saved(client, member):
    page = preview(client, title="x" * 301, abstract="x" * 10_001)

    assert "Not fit to be saved yet" in page
    assert "at most 10000 are possible" in page
    assert "at most 300 characters" in page
    assert "xxx" not in page


def test_what_is_not_written_yet_is_no_problem(client, member):
    assert "Not fit" not in preview(client)


@pytest.mark.parametrize("size", [1_000_000, 4_900_000])
def test_a_text_of_megabytes_gets_its_answer_in_time(client, member, size):
    began = time.monotonic()

    page = preview(client, abstract="$x$ " * (size // 4))

    assert time.monotonic() - began < SECONDS
    assert "Not fit to be saved yet" in page


def test_more_than_the_portal_reads_is_refused(client, member):
    assert client.post(PREVIEW, {"abstract": "x" * 6_000_000}).status_code == 400


def test_a_preview_stores_nothing(client, member):
    preview(client, title="Sample", abstract="Sample")

    assert not Submission.objects.exists()


def test_a_preview_is_a_post(client, member):
    assert client.get(PREVIEW).status_code == 405
