from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import organising
from events.forms.series import SeriesForm
from events.models import Series
from portal.accounts.roles import Role, role_required


@role_required(Role.ORGANISER)
@require_safe
def series_list(request):
    series = Series.objects.annotate(number=Count("events"))
    return render(request, "events/desk/series_list.html", {"series_list": series})


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        organising.create_series(form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("events-desk:series-list")
    return render(request, "events/desk/series.html", {"form": form})


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    series = get_object_or_404(Series, slug=slug)
    form = SeriesForm(request.POST if request.method == "POST" else None, instance=series)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("events-desk:series-list")
    return render(request, "events/desk/series.html", {"form": form, "series": series})
