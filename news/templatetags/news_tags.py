from django import template

from news.models import Article

register = template.Library()


@register.inclusion_tag("news/latest.html")
def latest_news(count=3):
    """Show the latest articles as a section of another page; nothing where there are none."""
    return {"articles": Article.objects.published().for_lists()[:count]}


@register.inclusion_tag("news/project_news.html")
def project_news(project):
    """Show the articles about a project as a section of its page; nothing where there are none."""
    return {"articles": Article.objects.published().for_lists().filter(projects=project)}
