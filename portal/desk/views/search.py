from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role, role_required
from portal.desk import searching
from portal.desk.forms import SearchForm


@role_required(Role.EDITOR, Role.ORGANISER)
@require_safe
def search(request):
    text = SearchForm(request.GET).text
    context = {"q": text, "hits": searching.search(text, request.user)}
    template = "desk/search/options.html" if request.htmx else "desk/search/search.html"
    return render(request, template, context)
