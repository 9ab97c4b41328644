from django.contrib.auth.decorators import login_required
from django.shortcuts import render


def home(request):
    return render(request, "home/home.html")


@login_required
def me(request):
    return render(request, "home/me.html")
