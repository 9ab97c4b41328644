from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.roles import Role, role_required
from portal.consents import consenting
from portal.consents.consenting import AlreadyPublished
from portal.consents.forms import ConsentTextForm
from portal.consents.models import ConsentText, Purpose


@role_required(Role.COORDINATOR)
@require_safe
def texts(request):
    rows = list(ConsentText.objects.all())
    purposes = [
        {
            "label": purpose.label,
            "current": ConsentText.objects.current(purpose),
            "texts": [text for text in rows if text.purpose == purpose],
        }
        for purpose in Purpose
    ]
    return render(request, "consents/desk/texts.html", {"purposes": purposes})


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Draft a new version; it begins with the words that hold now."""
    purpose = request.GET.get("purpose", "")
    current = ConsentText.objects.current(purpose)
    initial = {"purpose": purpose}
    if current:
        initial |= {"text": current.text, "text_de": current.text_de}
    return _form_page(request, ConsentText(), initial=initial)


@role_required(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    return _form_page(request, get_object_or_404(ConsentText.objects.drafts(), pk=pk))


def _form_page(request, text, initial=None):
    posted = request.POST if request.method == "POST" else None
    form = ConsentTextForm(posted, instance=text, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return redirect("consents-desk:text", pk=consenting.draft(form.instance).pk)
        except AlreadyPublished:
            form.add_error(None, _("This version was published meanwhile: write a new one."))
    return render(request, "consents/desk/write.html", {"form": form, "text": text})


@role_required(Role.COORDINATOR)
@require_safe
def text(request, pk):
    page = {"text": get_object_or_404(ConsentText, pk=pk)}
    return render(request, "consents/desk/text.html", page)


@role_required(Role.COORDINATOR)
@require_POST
def publish(request, pk):
    text = get_object_or_404(ConsentText, pk=pk)
    try:
        consenting.publish(text)
    except AlreadyPublished:
        messages.error(request, _("This version is published already."))
    else:
        messages.success(request, _("The text is published and will not change any more."))
    return redirect("consents-desk:text", pk=pk)


@role_required(Role.COORDINATOR)
@require_POST
def discard(request, pk):
    text = get_object_or_404(ConsentText, pk=pk)
    try:
        consenting.discard(text)
    except AlreadyPublished:
        messages.error(request, _("This version is published: it stays readable for good."))
        return redirect("consents-desk:text", pk=pk)
    messages.success(request, _("The draft is gone."))
    return redirect("consents-desk:texts")
