"""What organisers see of an announcement: whom it reaches and how, and what became of it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count

from events.announcements import audience, matters, placeholders, sending, wording
from events.announcements.forms import ReaderForm
from events.announcements.models import Choice
from events.announcements.readers import Reader
from portal.mail import specimen
from portal.mail import wording as mail_wording
from portal.mail.letters import Recipient
from portal.mail.models import Delivery, State
from portal.mail.models.delivery import TONES

PER_PAGE = 50
SHOWN = 50  # readers to choose from, as whom the letter is looked at


@dataclass(frozen=True)
class Group:
    """A choice of the audience, and how many belong to it."""

    label: str
    number: int


def before_sending(announcement, asked):
    """Return whom it would reach now, and the letter as one of them would get it."""
    by_choice = audience.of(announcement)
    readers = audience.gather(by_choice)
    can_be_told = sending.can_be_told(announcement)
    page = {
        "groups": [Group(_label(one, announcement), len(by_choice[one])) for one in by_choice],
        "number": len(readers) if can_be_told else 0,
        "several": len(by_choice) > 1,
        "can_be_told": can_be_told,
        "left_out": [
            (f"{{{name}}}", number)
            for name, number in wording.left_out(announcement, readers).items()
        ],
        "is_personal": wording.is_personal(announcement),
    }
    return page | _letter(announcement, readers[:SHOWN], asked)


def letter(announcement, asked):
    """Return the letter as one of those would get it whom it would reach now."""
    by_choice = audience.of(announcement)
    return _letter(announcement, audience.gather(by_choice)[:SHOWN], asked)["specimen"]


def after_sending(announcement, asked):
    """Return what became of its letters."""
    deliveries = Delivery.objects.filter(key=announcement.key)
    counted = dict(deliveries.order_by().values_list("state").annotate(Count("pk")))
    listed = deliveries.select_related("message").defer("message__text", "message__calendar")
    return {
        "text_html": mail_wording.html(announcement.text),
        "page": Paginator(listed.order_by("pk"), PER_PAGE).get_page(asked.get("page")),
        "states": [
            {"words": f"{counted[state]} {state.label}", "tone": TONES.get(state)}
            for state in State
            if state in counted
        ],
    }


def example(about, text):
    """Return the text with its fields filled in, as somebody who has a place would read it."""
    values = about.facts() | {
        "name": "Sample Reader",
        "join_link": about.join_link,
        "registration_link": wording.registration_link(wording.HIDDEN),
    }
    return placeholders.fill(text, values)


def _letter(announcement, readers, asked):
    form = ReaderForm(asked, readers=readers)
    if not readers:
        readers = [Reader(Recipient("", ""))]
    reader = readers[form.chosen]
    seen = wording.sight(announcement, reader)
    return {
        "reader_form": form,
        "letter": seen,
        "specimen": specimen.unsent(seen.subject, seen.text, reader.recipient, topic=reader.topic),
        "letter_url": f"{announcement.get_absolute_url()}letter/?reader={form.chosen}",
        "reader": reader.recipient,
    }


def _label(choice, announcement):
    label = str(matters.of(announcement.matter).labels[choice])
    if choice == Choice.PROJECT and announcement.project:
        return f"{label}: {announcement.project}"
    return label
