from typing import Any

from django.shortcuts import render

from portal.accounts.roles import Role, role_required
from portal.desk import attention


@role_required(Role.EDITOR, Role.ORGANISER)
def start(request):
    context: dict[str, Any] = {}
    if request.user.has_role(Role.ORGANISER):
        context |= {
            "organises": True,
            "undecided": attention.undecided_talks(),
            "trouble": attention.mail_trouble(),
            "events": list(attention.coming_events()),
        }
    if request.user.has_role(Role.EDITOR):
        context |= {"edits": True, "drafts": list(attention.article_drafts())}
    return render(request, "desk/start.html", context)
