from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Talk
from events.slides import sharing
from events.slides.finding import in_hand_of
from events.slides.forms import SlidesForm
from events.slides.models import Kind, Slides, Version
from portal.accounts.roles import Role, role_required


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def slides(request, pk):
    return give(request, _in_hand(request, pk), by=request.user)


@role_required(Role.MEMBER)
@require_POST
def withdraw(request, pk):
    take_back(request, _in_hand(request, pk), by=request.user)
    return redirect("slides:slides", pk=pk)


@role_required(Role.MEMBER)
@require_safe
def version(request, pk, version_pk):
    return hand_out(request, _in_hand(request, pk), version_pk)


@require_safe
def download(request, pk):
    talk = get_object_or_404(Talk.objects.visible_to(request.user), pk=pk)
    slides = get_object_or_404(Slides.objects.given_out(), talk=talk)
    return _file(request, talk, get_object_or_404(slides.versions, ended_at=None))


# --- By account, or by the link of an invitation: whoever comes here looks after the talk ---------


def give(request, talk, *, by, ways=None):
    """Show the slides of a talk with the form that gives others; `ways` are those of who comes by a link."""
    slides = Slides.objects.filter(talk=talk).first() or Slides(talk=talk)
    slides.talk = talk
    form = SlidesForm(*_sent(request), instance=slides)
    if form.is_bound and form.is_valid():
        sharing.save(form.instance, file=form.cleaned_data["file"], kind=form.kind, by=by)
        messages.success(request, _("Saved."))
        return redirect(request.path)
    page = {"talk": talk, "event": talk.event, "form": form, "versions": _versions(talk)}
    return render(request, "events/slides/slides.html", page | {"ways": ways})


def take_back(request, talk, *, by):
    """Offer the slides of a talk no more."""
    if sharing.withdraw(talk, by=by):
        messages.success(request, _("The slides are withdrawn: nobody else can get them any more."))


def hand_out(request, talk, version_pk):
    """Return a file that was given for a talk, whether it is offered or not."""
    return _file(request, talk, get_object_or_404(_versions(talk), pk=version_pk))


def _sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _versions(talk):
    versions = Version.objects.filter(slides__talk=talk)
    return versions.select_related("uploaded_by", "ended_by", "slides")


def _in_hand(request, pk):
    talks = in_hand_of(request.user).select_related("event__series", "session")
    return get_object_or_404(talks.with_speakers(), pk=pk)


def _file(request, talk, version):
    """Hand out a file under a name made from the talk's title; who has it already gets 304."""
    etag = f'"{version.digest}"'
    response = get_conditional_response(request, etag=etag) or _attachment(talk, version)
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _attachment(talk, version):
    try:
        file = version.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    kind = Kind(version.kind)
    response = FileResponse(
        file, as_attachment=True, filename=f"{talk.slug}.{kind}", content_type=kind.content_type
    )
    # These formats are packed already: packing them again would cost time and hide their length.
    response["Content-Encoding"] = "identity"
    response["X-Content-Type-Options"] = "nosniff"
    return response
