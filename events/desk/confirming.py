"""Asking before a change that tells people."""

from django.shortcuts import render

OWN_NAMES = ("csrfmiddlewaretoken", "confirmed", "seen", "back")


def is_confirmed(request):
    """Tell whether it was seen whom the change reaches."""
    return "confirmed" in request.POST


def goes_back(request):
    """Tell whether somebody who was asked would rather change the form again."""
    return "back" in request.POST


def ask(request, template, page):
    """Return the page that asks, and that keeps all that was typed into the form."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    page["typed"] = [(name, value) for name, value in typed if name not in OWN_NAMES]
    return render(request, template, page)
