import datetime

from django.utils import timezone

from news.models import Article

ARTICLES = [
    (
        3,
        "sample-call-for-talks",
        "The call for talks of the annual meeting is open",
        "Members can propose a talk until eight weeks before the meeting.",
        (
            "Drafts can be improved until the deadline; formulas such as $\\mathbb{E}[f(X)]$ are typeset "
            "as you write.\n\n- A title and an abstract are enough to begin.\n- You are told by mail what "
            "was decided.\n\n*This article is a sample.*"
        ),
    ),
    (
        17,
        "sample-seminar-new-term",
        "The Junior Researcher Seminar begins its new term",
        "Every second Thursday at four, online, with places for everybody who registers in time.",
        "Speakers explain one idea well rather than many in passing.\n\n*This article is a sample.*",
    ),
    (
        40,
        "sample-how-formulas-look",
        r"How a formula looks here: $\int_0^1 x^2\,\mathrm{d}x = \tfrac13$",
        "A sample article for those who want to see what Markdown and LaTeX become.",
        (
            "Inline, $\\sum_{k=1}^n k = \\frac{n(n+1)}{2}$, or on a line of its own:\n\n"
            "$$\\hat\\theta \\in \\operatorname*{arg\\,min}_{\\theta\\in\\mathbb{R}^p} "
            "\\frac1n\\sum_{i=1}^n \\ell\\bigl(f_\\theta(x_i), y_i\\bigr)$$\n\n"
            "> A quotation stands like this.\n\n*This article is a sample.*"
        ),
    ),
]


def load():
    """Make a few articles of the last weeks."""
    for days_ago, slug, title, summary, body in ARTICLES:
        Article.objects.get_or_create(
            slug=slug,
            defaults={
                "title": title,
                "summary": summary,
                "body": body,
                "state": Article.State.PUBLISHED,
                "published_at": timezone.now() - datetime.timedelta(days=days_ago),
                "is_sample": True,
            },
        )
    return f"News: {len(ARTICLES)} articles"
