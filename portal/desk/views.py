from django.shortcuts import render

from portal.accounts.roles import Role, role_required


@role_required(Role.EDITOR, Role.ORGANISER)
def start(request):
    return render(request, "desk/start.html")
