"""Reading the pages of the research as a visitor does."""

import re
from html import unescape

TAG = re.compile(r"<[^>]+>")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def text_of(response):
    """Return the words of the page's content, without markup."""
    assert response.status_code == 200
    html = response.content.decode()
    main = MAIN.search(html)
    return " ".join(unescape(TAG.sub(" ", main.group() if main else html)).split())


def titles(response):
    """Return the headings of the cards, in their order."""
    found = re.findall(r'<h3><a href="/projects/[^"]+/">(.*?)</a></h3>', response.content.decode())
    return [unescape(title) for title in found]
