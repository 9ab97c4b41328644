import pytest
from django.template import Context, Template

from projects.publications.models import Publication
from tests.factories.publications import PublicationFactory

pytestmark = pytest.mark.django_db
SHOWN = Template("{% load publication_tags %}{% related_publications publications %}")


def shown():
    return SHOWN.render(Context({"publications": Publication.objects.all()}))


def test_without_publications_there_is_no_heading():
    assert shown().strip() == ""


def test_hostile_titles_and_addresses_are_only_text():
    PublicationFactory(
        title="<script>alert(1)</script>", authors=["<b>Author</b>"], doi='10.1000/"><b>'
    )

    assert "<script" not in shown()
    assert "<b>" not in shown()


def test_a_longer_list_costs_no_more(django_assert_num_queries):
    PublicationFactory(authors=["One", "Two"])
    with django_assert_num_queries(2):
        shown()

    PublicationFactory.create_batch(5, authors=["One", "Two"])
    with django_assert_num_queries(2):
        shown()
