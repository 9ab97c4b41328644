from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role, role_required
from portal.mail import correcting, mail_files, specimen, topics
from portal.mail.forms import MessagesFilterForm
from portal.mail.framing import letter_alone, shows_letters
from portal.mail.models import Delivery, Message

PER_PAGE = 30
DELIVERIES_PER_PAGE = 100


@role_required(Role.ORGANISER)
@require_safe
def message_list(request):
    form = MessagesFilterForm(request.GET)
    found = Message.objects.newest_first()
    form.is_valid()  # what is no choice is left out: a list is better than an error
    if text := form.cleaned_data.get("q"):
        found = found.about_text(text)
    if state := form.cleaned_data.get("state"):
        found = found.with_deliveries_in(state)
    page = Paginator(found.defer("text", "calendar"), PER_PAGE).get_page(request.GET.get("page"))
    Message.count_deliveries(page.object_list)
    listing = {"page": page, "form": form, "files_in_use": mail_files.in_use()}
    listing["held_up"] = Delivery.objects.held_up()
    if listing["files_in_use"]:
        listing["newest_file"] = mail_files.newest()
    return render(request, "mail/desk/messages.html", listing)


@role_required(Role.ORGANISER)
@require_safe
@shows_letters
def message(request, pk):
    message = get_object_or_404(Message.objects.select_related("created_by"), pk=pk)
    Message.count_deliveries([message])
    deliveries = message.deliveries.order_by("email")
    paginator = Paginator(deliveries, DELIVERIES_PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {"message": message, "page": page, "topic": topics.label(message.topic)}
    if not message.confidential:
        context["specimen"] = specimen.of(message, deliveries.first())
    return render(request, "mail/desk/message.html", context)


@role_required(Role.ORGANISER)
@require_safe
@letter_alone
def letter(request, pk):
    """The HTML of a message as its first reader gets it; it exists for nobody if it is confidential."""
    message = get_object_or_404(Message, pk=pk, confidential=False)
    first = message.deliveries.order_by("email").first()
    return HttpResponse(specimen.of(message, first).html)


@role_required(Role.ORGANISER)
@require_POST
def send_again(request, pk):
    message = get_object_or_404(Message, pk=pk)
    return _done(request, message, correcting.send_again(message), _queued_anew)


@role_required(Role.ORGANISER)
@require_POST
def withhold(request, pk):
    message = get_object_or_404(Message, pk=pk)
    return _done(request, message, correcting.withhold(message), _withheld)


@role_required(Role.ORGANISER)
@require_POST
def release(request, pk):
    message = get_object_or_404(Message, pk=pk)
    return _done(request, message, correcting.release(message), _queued_anew)


def _done(request, message, count, words):
    messages.success(request, words(count) % {"count": count})
    return redirect("mail-desk:message", pk=message.pk)


def _queued_anew(count):
    return ngettext("%(count)d mail is queued anew.", "%(count)d mails are queued anew.", count)


def _withheld(count):
    return ngettext("%(count)d mail is withheld.", "%(count)d mails are withheld.", count)
