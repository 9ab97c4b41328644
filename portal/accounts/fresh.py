"""Before an account can be opened in a new way, whoever holds the session shows that it is theirs.

allauth asks for the password or a second factor. Who has neither signs in by codes in the mail, and is
asked for nothing; here they sign in anew, unless they have just done so.
"""

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.shortcuts import redirect, render
from django.urls import reverse


def is_stale(request):
    """Tell whether allauth has nothing to ask this person for, and they signed in a while ago."""
    if get_reauthentication_flows(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT


def to_signing_in_again(request):
    """Lead to the page that offers it, and from there back to this one."""
    here = request.path if request.method == "GET" else reverse("mfa_index")
    return redirect(f"{reverse('account_sign_in_again')}?{urlencode({'next': here})}")


def sign_in_again(request):
    """Offer to sign out and in again, back to what was asked for."""
    return render(request, "account/sign_in_again.html", {"next": _way_back(request)})


def _way_back(request):
    # What follows signing in looks at its own `next`, and leads to no other site.
    wanted = request.GET.get("next", "")
    return f"{reverse('account_login')}?{urlencode({'next': wanted})}"
