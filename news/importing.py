from django.db.models import Q

from news.models import Article, State
from projects.importing.matching import pair
from projects.importing.writing import chosen, write
from projects.names import folded

FIELDS = ("title", "date", "summary", "external_url", "language")


def load_news(records, report):
    """Bring in the reports of a bundle, published; texts written here are left alone."""
    ours = Q(is_sample=True) | (Q(author__isnull=False) & Q(external_url=""))
    paired, others = pair(
        records,
        list(Article.objects.exclude(ours).order_by("pk")),
        (_title_and_address, lambda row: (folded(row.title), row.external_url)),
        (lambda record: folded(record["title"]), lambda row: folded(row.title)),
        (lambda record: record.get("external_url") or None, lambda row: row.external_url),
    )
    report.miss("news", [row for row in others if row.author_id is None])
    for record, row in zip(records, paired, strict=True):
        article = row or Article(state=State.PUBLISHED)
        is_changed = write(article, chosen(record, FIELDS))
        report.count("news", is_new=row is None, is_changed=is_changed)


def _title_and_address(record):
    return folded(record["title"]), record.get("external_url", "")
