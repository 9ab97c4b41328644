import io
import os
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from events.abstracts import paper
from events.models import Event
from tests.factories.events import EventFactory, SessionFactory, TalkFactory

pytestmark = pytest.mark.django_db
# Of talks in the field: what mathematicians write into abstracts.
FORMULAS = [
    r"$$\min_{\theta \in \mathbb{R}^d} \frac1n \sum_{i=1}^n \ell(f_\theta(x_i), y_i) + \lambda \|\theta\|_1$$",
    r"$\mathbb{E}\left[\sup_{f \in \mathcal{F}} |R(f) - \hat R_n(f)|\right] \le 2 \mathfrak{R}_n(\mathcal{F})$",
    r"$$\partial_t \mu_t = \nabla \cdot \left( \mu_t \nabla \frac{\delta F}{\delta \mu}(\mu_t) \right)$$",
    r"$\Theta(x, x') = \langle \nabla_\theta f(x), \nabla_\theta f(x') \rangle$",
    "\\begin{align}\nx_{k+1} &= x_k - \\eta \\nabla f(x_k) \\\\\n&= (I - \\eta A) x_k\n\\end{align}",
    r"$$\|f - f_m\|_{L^2(\mu)} \le \frac{C \|f\|_{\mathcal{B}}}{\sqrt{m}}$$",
    r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix} \in \mathbb{C}^{2 \times 2}$",
    r"$$f(x) = \begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}$$",
    r"$\sigma\!\left(\sum_{j} w_{ij} h_j^{(\ell)} + b_i\right) \xrightarrow{n \to \infty} \mathcal{N}(0, K)$",
    r"$\operatorname*{arg\,max}_{\pi} \int_{\mathcal X} r \, \mathrm{d}\pi - \varepsilon \, \mathrm{KL}(\pi \| \rho)$",
    r"$\E[\norm{X}^2] < \infty$, $\P(A \cap B)$, $\binom{n}{k}$ and $\sqrt[3]{x}$",
]


@pytest.fixture
def event():
    event = EventFactory(title="Meeting on $L^2$ & friends")
    session = SessionFactory(event=event, title="Kernels & more_1")
    for number, formula in enumerate(FORMULAS):
        TalkFactory(
            event=event,
            session=session,
            title=f"Talk {number} on $x_{number}$",
            abstract=f"We look at\n\n{formula}\n\nand at 100 % of *it*.",
            speakers=["Zoë Sämple", "Łukasz Exämple #2"],
        )
    return loaded(event)


def loaded(event):
    return Event.objects.with_programme().get(pk=event.pk)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_book_as_pdf_holds_every_talk_with_its_formulas_typeset(event):
    text = text_of(paper.pdf(event))

    for number in range(len(FORMULAS)):
        assert f"Talk {number} on" in text
    assert "Łukasz Exämple #2" in text
    assert "100 % of it" in text
    assert "\\" not in text  # no LaTeX is left
    assert "$" not in text
    assert paper.problems(event) == []


def test_the_same_book_gives_the_same_bytes(event):
    assert paper.pdf(event) == paper.pdf(event)


def test_the_index_leads_to_the_pages(event):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf(event))).pages]

    numbers = [str(n + 1) for n, page in enumerate(pages) if "Zoë Sämple" in page][:-1]
    (line,) = [line for line in pages[-1].splitlines() if line.startswith("Zoë Sämple")]
    assert set(line.removeprefix("Zoë Sämple").replace(",", " ").split()) <= set(numbers)


def test_a_formula_that_cannot_be_set_stands_as_it_was_written_and_is_told():
    talk = TalkFactory(abstract=r"So $\undefined{x}$.")
    event = loaded(talk.event)

    assert r"\undefined{x}" in text_of(paper.pdf(event))
    assert [(one.talk, one.formulas) for one in paper.problems(event)] == [
        (talk, [r"\undefined{x}"])
    ]


def test_a_text_that_typst_refuses_stands_as_it_was_written_and_harms_no_other(monkeypatch):
    event = EventFactory()
    good = TalkFactory(event=event, title="Good", abstract="Fine $x$.")
    bad = TalkFactory(event=event, title="Bad", abstract="Broken $y$.")
    of = paper.sources.of

    def with_a_broken_one(chapters, to):
        source = of(chapters, to)
        for entry in source.chapters[0].entries:
            if entry.key == bad.pk:
                entry.abstract = "$ no such name $"
        return source

    monkeypatch.setattr(paper.sources, "of", with_a_broken_one)

    text = text_of(paper.pdf(loaded(event)))

    assert good.title in text
    assert "Broken $y$." in text


# In CI it is installed, and a missing one is a failure.
@pytest.mark.skipif(
    not (shutil.which("pdflatex") or os.environ.get("CI")),
    reason="no pdflatex: apt install texlive-latex-base texlive-latex-recommended lmodern",
)
def test_the_book_as_latex_compiles(event, tmp_path):
    (tmp_path / "book.tex").write_text(paper.tex(event))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "book"]

    for _run in range(2):
        done = subprocess.run(  # noqa: S603 (pdflatex without a shell, on the book of the test)
            command, cwd=tmp_path, capture_output=True, check=False
        )

    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert b"undefined references" not in done.stdout
    text = text_of((tmp_path / "book.pdf").read_bytes())
    assert f"Talk {len(FORMULAS) - 1} on" in text


def test_pandoc_is_asked_no_more_often_for_more_talks(event, monkeypatch):
    calls = []
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *args, **how: calls.append(args) or run(*args, **how)
    )
    paper.problems(loaded(TalkFactory(title="On $x$", abstract="$x$").event))
    for_one = len(calls)

    paper.problems(event)

    assert len(calls) == 2 * for_one
