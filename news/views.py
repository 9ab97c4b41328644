from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator

from news.models import Article
from portal.common.text import plain

PER_PAGE = 20


def news(request):
    articles = Article.objects.published().for_lists()
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "news/news.html", {"page": page})


def article(request, slug):
    article = get_object_or_404(Article.objects.published(), slug=slug)
    context = {
        "article": article,
        "projects": article.projects.only("slug", "title_html"),
        "plain_title": plain(article.title),
        "plain_summary": Truncator(plain(article.summary or article.body)).chars(200),
    }
    return render(request, "news/article.html", context)
