from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from news import announcing, editing
from news.forms import ArticleForm, StateFilterForm, StateForm
from news.models import Article, State
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove

PER_PAGE = 20
OUTCOMES = {
    State.DRAFT: gettext_lazy("Saved as a draft: readers do not see it."),
    State.PUBLISHED: gettext_lazy("Published: readers see it from now on as it stands here."),
    State.ARCHIVED: gettext_lazy("Archived: readers do not see it."),
}


@role_required(Role.EDITOR)
def articles(request):
    form = StateFilterForm(request.GET)
    found = Article.objects.in_state(form.state_wanted).for_lists().select_related("author")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": StateFilterForm.CHOICES, "wanted": form.state_wanted}
    return render(request, "news/desk/articles.html", context)


@role_required(Role.EDITOR)
def new(request):
    return _write(request, Article())


@role_required(Role.EDITOR)
def edit(request, pk):
    return _write(request, get_object_or_404(Article, pk=pk))


@role_required(Role.EDITOR)
@require_POST
def preview(request, pk=None):
    article = get_object_or_404(Article, pk=pk) if pk else Article()
    form = ArticleForm(request.POST, instance=article)
    return render(request, "news/desk/preview.html", form.rehearsal())


@role_required(Role.EDITOR)
@require_POST
def move(request, pk):
    article = get_object_or_404(Article, pk=pk)
    form = StateForm(request.POST)
    if form.is_valid():
        try:
            article.move_to(form.cleaned_data["state"], by=request.user)
        except ForbiddenMove as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, OUTCOMES[State(article.state)])
    return redirect("news-desk:articles")


@role_required(Role.EDITOR)
@require_POST
def tell(request, pk):
    article = get_object_or_404(Article.objects.published(), pk=pk)
    told = announcing.tell_subscribers(article, by=request.user)
    message = ngettext("%d reader is told by mail.", "%d readers are told by mail.", told)
    messages.success(request, message % told)
    return redirect("news-desk:edit", article.pk)


def _write(request, article):
    form = ArticleForm(request.POST if request.method == "POST" else None, instance=article)
    context = {"form": form}
    if form.wants_preview:
        context |= form.rehearsal()
    elif form.is_valid():
        try:
            kept = editing.save(form, by=request.user)
        except ForbiddenMove as reason:
            form.add_error(None, str(reason))
        except editing.ChangedMeanwhile as change:
            form.admit_conflict(change.stored)
            context["stored"] = change.stored
        else:
            messages.success(request, OUTCOMES[State(kept.state)])
            return redirect("news-desk:edit", kept.pk)
    return render(request, "news/desk/write.html", context | _about(article))


def _about(article):
    """What the page of an article at the desk says beside the form."""
    if not article.pk:
        return {}
    return {
        "kept": article,
        "moves": article.moves.select_related("moved_by"),
        "announcement": announcing.announcement(article),
    }
