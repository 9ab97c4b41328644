"""What an invited speaker does by the link, as an author with an account does it."""

from django.shortcuts import get_object_or_404, redirect

from events.invited_talks.link import by_link
from events.models import Talk
from events.slides import views as slides_views
from events.submissions import authoring, drafts
from events.submissions.changes import views as change_views
from events.submissions.co_authors import views as co_author_views
from events.submissions.models import State

READ, WRITE = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@by_link(*WRITE)
def submission(request, own):
    """Show the talk; as long as nothing is handed in, that is the form."""
    if own.state == State.DRAFT or request.method == "POST":
        return authoring.edit(request, own)
    return authoring.show(request, own)


@by_link(*WRITE)
def edit(request, own):
    return authoring.edit(request, own)


@by_link("POST")
def keep(request, own):
    """Store what is typed into a draft."""
    return drafts.store(request, own)


@by_link("POST")
def preview(request, own):
    return authoring.preview(request)


@by_link(*WRITE)
def introduce(request, own):
    return authoring.introduce(request, own)


@by_link("POST")
def confirm(request, own):
    return authoring.confirm(request, own)


@by_link("POST")
def withdraw(request, own):
    return authoring.withdraw(request, own)


@by_link("POST")
def take_up_again(request, own):
    return authoring.take_up_again(request, own)


@by_link(*WRITE)
def change(request, own):
    return change_views.ask(request, own)


@by_link("POST")
def take_back_change(request, own):
    return change_views.ask_no_more(request, own)


@by_link("POST")
def ask(request, own):
    return co_author_views.ask_others(request, own)


@by_link(*WRITE)
def slides(request, own):
    return slides_views.give(request, _talk(own), by=None, ways=own.ways)


@by_link("POST")
def withdraw_slides(request, own):
    slides_views.take_back(request, _talk(own), by=None)
    return redirect(own.ways["slides"])


@by_link(*READ)
def slides_version(request, own, version_pk):
    return slides_views.hand_out(request, _talk(own), version_pk)


def _talk(own):
    """Return the talk that came of it; 404 while it stands in no programme, or is called off."""
    talks = Talk.objects.select_related("event__series", "session").with_speakers()
    return get_object_or_404(talks, submission=own, is_cancelled=False)
