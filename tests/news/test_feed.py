import datetime
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from news.models import Article
from portal.common.partial_dates import PartialDate
from tests.factories.news import ArticleFactory
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db
FEED = "/news/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def parsed(response):
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314  our own answer


def entries(response):
    return parsed(response).findall(f"{ATOM}entry")


def text(entry, name):
    return entry.findtext(f"{ATOM}{name}")


def test_the_feed_says_whose_it_is(client, settings):
    settings.SITE_URL = "https://portal.example.org"
    ProgrammeFactory(name="Sample Programme")

    feed = parsed(client.get(FEED))

    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert text(feed, "title") == "Sample Programme: News"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Sample Programme"
    assert links == {
        "alternate": "https://portal.example.org/news/",
        "self": "https://portal.example.org/news/feed.atom",
    }


def test_it_is_served_as_atom(client):
    assert client.get(FEED)["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_an_entry_carries_the_whole_text_as_html_with_formulas(client):
    ArticleFactory(title="On $x^2$ & *more*", summary="A summary.", body="The *text* with $y$.")

    (entry,) = entries(client.get(FEED))

    content = entry.find(f"{ATOM}content")
    assert "<em>text</em>" in content.text
    assert "<math" in content.text
    assert content.get("type") == "html"
    assert text(entry, "summary") == "A summary."


def test_a_title_is_plain(client):
    ArticleFactory(title=r"On $\int f$ & more")

    (entry,) = entries(client.get(FEED))

    assert "<math" not in text(entry, "title")
    assert text(entry, "title").endswith("& more")


def test_links_are_absolute_and_relative_ones_know_their_base(client, settings):
    settings.SITE_URL = "https://portal.example.org"
    article = ArticleFactory()

    (entry,) = entries(client.get(FEED))

    address = f"https://portal.example.org{article.get_absolute_url()}"
    assert entry.find(f"{ATOM}link").get("href") == address
    assert entry.find(f"{ATOM}content").get(f"{XML}base") == address


def test_the_id_outlives_a_new_title_a_new_date_and_another_language(client):
    article = ArticleFactory(date="2021")
    (before,) = entries(client.get(FEED))

    article.title, article.date = "Another title", PartialDate(2022, 5, 4)
    article.save()

    (after,) = entries(client.get(FEED))
    (german,) = entries(client.get("/de/news/feed.atom"))
    assert text(before, "id") == text(after, "id") == text(german, "id")
    assert text(before, "id").startswith("tag:localhost,")


def test_a_correction_moves_the_entry_s_update_and_not_its_publication(client):
    article = ArticleFactory()
    (before,) = entries(client.get(FEED))

    article.body = "Corrected"
    article.save()

    (after,) = entries(client.get(FEED))
    assert text(after, "published") == text(before, "published")
    assert text(before, "updated") < text(after, "updated") == article.changed_at.isoformat()


def test_a_report_elsewhere_is_linked_and_dated_only_as_well_as_it_is_known(client):
    ArticleFactory(external_url="https://example.org/r", date="2021-05", language="de")
    ArticleFactory(external=True, date="2022-05-03")

    day, month = entries(client.get(FEED))

    related = [link for link in month.findall(f"{ATOM}link") if link.get("rel") == "related"]
    assert related[0].get("href") == "https://example.org/r"
    assert month.get(f"{XML}lang") == "de"
    assert text(month, "published") is None
    assert text(day, "published").startswith("2022-05-03T00:00:00")


def test_drafts_and_archived_articles_are_not_in_it(client):
    ArticleFactory(draft=True)
    ArticleFactory(archived=True)

    assert entries(client.get(FEED)) == []


def test_the_thirty_latest_stand_in_it(client):
    ArticleFactory.create_batch(31)

    assert len(entries(client.get(FEED))) == 30


def test_a_reader_who_has_it_already_is_told_so(client):
    ArticleFactory()
    first = client.get(FEED)

    by_tag = client.get(FEED, headers={"if-none-match": first["ETag"]})
    by_date = client.get(FEED, headers={"if-modified-since": first["Last-Modified"]})

    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_date.status_code == 304


def test_an_empty_feed_stays_the_same_too(client):
    tags = {client.get(FEED)["ETag"] for _ in range(2)}

    assert len(tags) == 1


def test_a_correction_and_a_withdrawal_reach_readers_who_have_it_already(client, editor):
    article = ArticleFactory()
    long_ago = timezone.now() - datetime.timedelta(days=3)
    Article.objects.update(changed_at=long_ago, published_at=long_ago)
    first = client.get(FEED)
    known = {"if-modified-since": first["Last-Modified"]}

    article.refresh_from_db()
    article.move_to("draft", by=editor)

    assert client.get(FEED, headers=known).status_code == 200
    assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_character_xml_cannot_carry_does_not_cost_readers_the_feed(client):
    ArticleFactory(title="Vertical\x0btab", summary="Bell\x07", body="Form\x0cfeed and \ufffe")

    (entry,) = entries(client.get(FEED))

    assert text(entry, "title") == "Verticaltab"


def test_thirty_articles_cost_no_more_queries_than_one(client, django_assert_num_queries):
    ArticleFactory()
    with django_assert_num_queries(4):  # programme, articles, last correction, last move
        client.get(FEED)
    ArticleFactory.create_batch(29)

    with django_assert_num_queries(4):
        client.get(FEED)
