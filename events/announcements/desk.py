from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.announcements import audience, matters, placeholders, sending, sight
from events.announcements.forms import AnnouncementForm, ScheduleForm, SeenForm
from events.announcements.models import LONGEST, Announcement, Choice
from events.announcements.sending import ChangedMeanwhile, NobodyToTell
from events.models import Event, Series
from portal.accounts.roles import Role, role_required
from portal.common.moves import ForbiddenMove
from portal.mail import wording
from portal.mail.framing import letter_alone, shows_letters

PER_PAGE = 30
# What announcements may be about, by the name that its addresses give it.
MATTERS = {
    "event": Event.objects.select_related("series").prefetch_related("talks__speakers"),
    "series": Series.objects.all(),
}


@role_required(Role.ORGANISER)
@require_safe
def announcements(request, kind, slug):
    matter = _matter(kind, slug)
    found = matter.announcements.select_related("created_by").newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return _render(request, "announcements", matter, {"page": page})


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, kind, slug):
    matter = _matter(kind, slug)
    proposal = matters.of(matter).proposal()
    initial = {"subject": proposal.subject, "text": proposal.text, "audience": []}
    return _write(request, Announcement(**{kind: matter}), initial=initial)


@role_required(Role.ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, kind, slug, pk):
    announcement = _announcement(kind, slug, pk)
    if not announcement.is_open:
        return redirect(announcement)
    return _write(request, announcement)


@role_required(Role.ORGANISER)
@require_POST
def preview(request, kind, slug):
    """The text as it will be read, for the live preview beside the form."""
    about = matters.of(_matter(kind, slug))
    return HttpResponse(_as_example(about, request.POST.get("text", "")[:LONGEST]))


@role_required(Role.ORGANISER)
@require_safe
@shows_letters
def announcement(request, kind, slug, pk):
    return _page(request, _announcement(kind, slug, pk))


@role_required(Role.ORGANISER)
@require_safe
@letter_alone
def letter(request, kind, slug, pk):
    """The HTML of the letter as one reader would get it; there is none once it is sent or discarded."""
    announcement = _announcement(kind, slug, pk)
    if not announcement.is_open:
        raise Http404
    return HttpResponse(sight.letter(announcement, request.GET).html)


@role_required(Role.ORGANISER)
@require_POST
def test(request, kind, slug, pk):
    announcement = _announcement(kind, slug, pk)
    sending.send_test(announcement, to=request.user)
    text = _("A test is on its way to %(email)s.") % {"email": request.user.email}
    messages.success(request, text)
    return redirect(announcement)


@role_required(Role.ORGANISER)
@require_POST
def send(request, kind, slug, pk):
    def act(announcement, revision):
        number = sending.send(announcement, by=request.user, revision=revision)
        text = ngettext("On its way to %(n)d person.", "On its way to %(n)d people.", number)
        return text % {"n": number}

    return _act(request, _announcement(kind, slug, pk), act)


@role_required(Role.ORGANISER)
@require_POST
@shows_letters
def schedule(request, kind, slug, pk):
    announcement = _announcement(kind, slug, pk)
    form = ScheduleForm(request.POST, zone=announcement.matter.zone)
    if not form.is_valid():
        return _page(request, announcement, schedule_form=form)

    def act(announcement, revision):
        send_at = form.cleaned_data["send_at"]
        sending.schedule(announcement, send_at, by=request.user, revision=revision)
        return _("It will be sent then. Until then you can change or stop it.")

    return _act(request, announcement, act)


@role_required(Role.ORGANISER)
@require_POST
def stop(request, kind, slug, pk):
    def act(announcement, _revision):
        sending.stop(announcement, by=request.user)
        return _("Stopped: it is a draft again, and nothing is sent.")

    return _act(request, _announcement(kind, slug, pk), act)


@role_required(Role.ORGANISER)
@require_POST
def discard(request, kind, slug, pk):
    def act(announcement, _revision):
        sending.discard(announcement, by=request.user)
        return _("Discarded: nothing is sent.")

    return _act(request, _announcement(kind, slug, pk), act)


def _matter(kind, slug):
    return get_object_or_404(MATTERS[kind], slug=slug)


def _announcement(kind, slug, pk):
    rows = Announcement.objects.select_related("event__series", "series", "project", "created_by")
    return get_object_or_404(rows, **{f"{kind}__slug": slug}, pk=pk)


def _render(request, template, matter, context):
    """Show a page about an event or a series, in the frame of its other pages at the desk."""
    about = matters.of(matter)
    context |= {"matter": matter, "frame": about.frame} | about.for_page()
    return render(request, f"events/announcements/desk/{template}.html", context)


def _act(request, announcement, act):
    """Do something with what was seen; who comes too late is told how things stand."""
    form = SeenForm(request.POST)
    try:
        revision = form.cleaned_data["revision"] if form.is_valid() else 0
        messages.success(request, act(announcement, revision))
    except ChangedMeanwhile:
        messages.error(request, _("Somebody has changed it meanwhile: please look at it again."))
    except NobodyToTell:
        messages.error(request, _("Nothing was sent: there is nobody to tell."))
    except ForbiddenMove:
        announcement.refresh_from_db()
        state = announcement.get_state_display()
        text = _("Nothing was done: it is “%(state)s” by now.") % {"state": state}
        messages.info(request, text)
    return redirect(announcement)


def _write(request, announcement, initial=None):
    about = matters.of(announcement.matter)
    form = _form(request, announcement, about, initial)
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        try:
            sending.save(
                form.save(commit=False), by=request.user, revision=form.cleaned_data["revision"]
            )
        except ChangedMeanwhile:
            form.add_error(
                None,
                _("Somebody else has changed it meanwhile. Look at their text in another window."),
            )
        except ForbiddenMove:
            messages.info(request, _("It has been sent or discarded by now: nothing is changed."))
            return redirect(announcement)
        else:
            messages.success(request, _("Saved. Nothing is sent yet."))
            return redirect(announcement)
    text = str(form["text"].value() or "")
    page = {
        "form": form,
        "kept": announcement if announcement.pk else None,
        "fields": about.fields.items(),
        "has_own_links": bool(about.fields.keys() & placeholders.NOT_FOR_ALL),
        "preview": _as_example(about, text) if "text" not in form.errors else "",
    }
    return _render(request, "write", announcement.matter, page)


def _form(request, announcement, about, initial):
    counted = [choice for choice in about.labels if choice != Choice.PROJECT]
    chosen = announcement.registrations.values("pk") if announcement.pk else ()
    everybody = audience.by_choice(announcement.matter, counted, chosen=chosen)
    return AnnouncementForm(
        request.POST if request.method == "POST" else None,
        instance=announcement,
        initial=initial,
        about=about,
        numbers={choice: len(readers) for choice, readers in everybody.items()},
        preview_url=reverse(f"{about.desk}:preview", args=[announcement.matter.slug]),
    )


def _as_example(about, text):
    return wording.html(sight.example(about, text))


def _page(request, announcement, schedule_form=None):
    page = {"announcement": announcement}
    page["moves"] = announcement.moves.select_related("moved_by")
    page["seen"] = SeenForm(initial={"revision": announcement.revision})
    if announcement.is_open:
        page |= sight.before_sending(announcement, request.GET)
        page["schedule_form"] = schedule_form or ScheduleForm(
            initial={"send_at": announcement.send_at}, zone=announcement.matter.zone
        )
    elif announcement.is_sent:
        page |= sight.after_sending(announcement, request.GET)
    return _render(request, "announcement", announcement.matter, page)
