from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from portal.common.limits import Limit
from portal.mail import subscribing, topics
from portal.mail.forms import SubscribeForm, TopicsForm
from portal.mail.models import Subscription

# A whole institute may share one network address.
LIMIT = Limit("subscribe", seconds=3600, per_address=5, per_place=20)

# A visitor has no session that somebody else's page could abuse, and a link from a mail carries its
# own key: both go without a CSRF token, and so without a cookie.


@csrf_exempt
@never_cache
def subscribe(request):
    if request.user.is_authenticated:
        return _subscribe_member(request)
    return _subscribe_visitor(request)


@csrf_protect
def _subscribe_member(request):
    return _choose_topics(request, request.user.email, with_own=True)


def _subscribe_visitor(request):
    data = request.POST if request.method == "POST" else None
    form = SubscribeForm(data, topic=request.GET.get("topic", ""))
    status = 200
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        if LIMIT.allows(request, email):
            subscribing.ask(
                email,
                form.cleaned_data["topics"],
                frequency=form.cleaned_data["frequency"],
                language=get_language(),
            )
            return redirect("mail:sent")
        form.add_error(None, _("That was asked for many times in a row. Please try in an hour."))
        status = 429
    return render(request, "mail/subscribe.html", {"form": form}, status=status)


@require_safe
def sent(request):
    return render(request, "mail/sent.html")


@csrf_exempt
@never_cache
def subscription(request, token):
    return _choose_topics(request, get_object_or_404(Subscription, token=token).email)


def _choose_topics(request, email, *, with_own=False):
    data = request.POST if request.method == "POST" else None
    form = TopicsForm(data, email=email, topic=request.GET.get("topic", ""), with_own=with_own)
    if form.is_bound and "end" in form.data:
        subscribing.end_all(email, language=get_language())
        return redirect(f"{request.path}?saved")
    if form.is_bound and form.is_valid():
        subscribing.choose(email, form.frequencies, language=get_language())
        return redirect(f"{request.path}?saved")
    of_address = Subscription.objects.of_address(email)
    page = {
        "form": form,
        "email": email,
        "unconfirmed": of_address.unconfirmed().exists(),
        "active": of_address.active().exists(),
        "saved": "saved" in request.GET,
    }
    return render(request, "mail/subscription.html", page)


@csrf_exempt
@never_cache
def unsubscribe(request, token):
    """Ask on GET, end on POST; mail programs post here by themselves (RFC 8058)."""
    subscription = get_object_or_404(Subscription, token=token)
    if request.method == "POST":
        subscribing.end(subscription)
    page = {
        "subscription": subscription,
        "topics": [topics.label(subscription.topic)],
        "is_ended": subscription.is_ended,
    }
    return render(request, "mail/unsubscribe.html", page)


@csrf_exempt
@never_cache
def unsubscribe_weekly(request, token):
    """The same for the weekly letter: what ends is all that this address gets weekly, and nothing else."""
    subscription = get_object_or_404(Subscription, token=token)
    if request.method == "POST":
        subscribing.end_digest(subscription.email)
    weekly = Subscription.objects.of_address(subscription.email).weekly_news().order_by("pk")
    names = topics.labels(weekly.values_list("topic", flat=True))
    page = {"subscription": subscription, "topics": names.values(), "is_ended": not names}
    return render(request, "mail/unsubscribe.html", page | {"is_weekly": True})
