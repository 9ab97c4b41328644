from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role, role_required
from portal.desk.forms import HistoryForm
from portal.desk.history import reading
from portal.desk.history.kinds import BY_SLUG

PER_PAGE = 50


@role_required(Role.COORDINATOR)
@require_safe
def history(request):
    form = HistoryForm(request.GET, entries=reading.entries())
    context = {"form": form} | _page(request, form.chosen())
    return render(request, "desk/history/history.html", context)


@role_required(Role.EDITOR, Role.ORGANISER)
@require_safe
def history_of(request, kind, pk):
    """What happened to one thing and its parts, for those who may change it."""
    kind = BY_SLUG.get(kind)
    if kind is None or not request.user.has_role(kind.role):
        raise Http404
    row = kind.rows([pk]).get(pk)
    found = reading.entries().filter(kind.entries_of(pk))
    context = _page(request, found)
    if row is None and not context["entries"]:
        raise Http404
    context |= {"kind": kind, "row": row, "back": kind.address(row) if row else ""}
    return render(request, "desk/history/of.html", context)


def _page(request, found):
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "entries": reading.readable(page.object_list)}
