from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events.models import Event, Talk
from events.slots import claiming, swapping
from events.slots.forms import ClaimForm, SwapForm
from events.slots.models import Swap
from portal.accounts.roles import Role, role_required

ANSWERS_OF_ASKED = {
    "accept": (
        swapping.accept,
        gettext_lazy("The dates are exchanged; everybody concerned is told."),
    ),
    "decline": (swapping.decline, gettext_lazy("You keep your date; who asked is told.")),
}
ANSWERS_OF_ASKING = {"withdraw": (swapping.withdraw, gettext_lazy("You do not ask any more."))}


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, slug):
    """Take an open date of a seminar for a talk of one's own."""
    person = getattr(request.user, "person", None)
    events = Event.objects.visible_to(request.user).filter(is_open_slot=True)
    event = get_object_or_404(events.exclude(series=None).select_related("series"), slug=slug)
    if person is None:
        raise Http404
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            talk = claiming.claim(event, person, **form.cleaned_data)
        except claiming.Taken:
            form.add_error(None, _("This date is not open any more. Please choose another one."))
        else:
            messages.success(request, _("The date is yours. The organisers are told."))
            return redirect(talk)
    return render(request, "events/slots/claim.html", {"event": event, "form": form})


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request, pk):
    """Ask on GET, give the date back on POST."""
    talks = claiming.claimed_by(request.user).select_related("event__series")
    talk = get_object_or_404(talks, pk=pk)
    if request.method != "POST":
        return render(request, "events/slots/give_back.html", {"talk": talk, "event": talk.event})
    try:
        claiming.give_back(talk, request.user.person)
    except claiming.Taken:
        raise Http404 from None
    messages.success(request, _("The date is open again. The organisers are told."))
    return redirect(talk.event)


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_swap(request, pk):
    """Choose with whom to exchange the date of one's own talk, and ask them."""
    talks = Talk.objects.given_by(request.user).select_related("event__series")
    talk = get_object_or_404(talks.exclude(event__series=None), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = SwapForm(typed, partners=swapping.partners(talk))
    if form.is_valid():
        swap = swapping.ask(talk, form.other)
        messages.success(request, _("Asked. You are told by mail what they answer."))
        return redirect(swap)
    page = {"talk": talk, "event": talk.event, "form": form}
    return render(request, "events/slots/ask_to_swap.html", page)


@role_required(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request, pk):
    """Show what is asked; who is asked answers by POST, who asks can take it back."""
    swap = get_object_or_404(Swap.objects.concerning(request.user), pk=pk)
    is_asked = Swap.objects.asked_of(request.user).filter(pk=pk).exists()
    if request.method != "POST":
        page = {"swap": swap, "is_asked": is_asked, "series": swap.talk.event.series}
        return render(request, "events/slots/swap.html", page)
    answers = ANSWERS_OF_ASKED if is_asked else ANSWERS_OF_ASKING
    if (answer := request.POST.get("answer", "")) not in answers:
        messages.error(request, _("Please choose an answer."))
        return redirect(swap)
    verb, told = answers[answer]
    try:
        verb(swap)
    except swapping.Overtaken:
        messages.error(request, _("The dates have changed meanwhile; nothing was exchanged."))
    else:
        messages.success(request, told)
    return redirect(swap.talk.event.series)
