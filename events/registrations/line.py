"""The line for places: who gets one that is free, and who waits.

First come, first served. All of it happens while the event's row is taken, so that places are given
away one after another; the database counts them and refuses one too many, whatever happens here.
"""

from django.db.models import Max

from events import organising
from events.registrations import mail, parts
from events.registrations.models import SERVES, Attendance, Reason, Registration, State, Step, Terms


def lock(event):
    """Return the stored event with its row taken until the transaction ends."""
    return organising.lock(event)


def locked(registration):
    """Return the stored registration together with its locked event."""
    event = lock(registration.event)
    registration = Registration.objects.get(pk=registration.pk)
    registration.event = event
    return registration


def join(registration, *, by=None, tell=True):
    """Put a registration at the end of the line of its locked event, and give it a place if there is one.

    `tell` is False where a letter of another kind says so.
    """
    event = registration.event
    fill(event)  # whoever waits stands before the newcomer, also after a hand at the database
    registration.line_number = next_number(event)
    if Terms.of(event).needs_approval and not by:
        move(registration, State.REQUESTED, Reason.TO_APPROVE)
        if tell:
            mail.to_approve(registration)
    else:
        take_place_or_wait(registration, by=by, tell=tell)
    return registration


def next_number(event):
    """Return the number of who joins the line of the locked event next."""
    last = event.registrations.aggregate(last=Max("line_number"))["last"]
    return (last or 0) + 1


def take_place_or_wait(registration, *, by=None, tell=True):
    """Give the registration a place if one is free that suits, else let it wait where it stands in line."""
    attendance = free_attendance(registration.event, registration.wish)
    if attendance is None or not registration.event.takes_place:
        move(registration, State.WAITING, Reason.ALL_TAKEN, by=by)
        if tell:
            mail.on_waiting_list(registration)
        return
    registration.attendance = attendance
    move(registration, State.CONFIRMED, Reason.PLACE_FREE, by=by)
    registration.event.refresh_from_db(fields=["places_taken", "online_places_taken"])
    if tell:
        mail.place(registration)


def fill(event):
    """Give places that are free to who waits, first come first served; tell each by mail."""
    if not event.takes_place:
        return
    terms = Terms.of(event)
    event.refresh_from_db(fields=["places_taken", "online_places_taken"])
    while registration := _next_in_line(event):
        _pass_on(registration, terms)
        event.refresh_from_db(fields=["places_taken", "online_places_taken"])


def free_attendance(event, wish):
    """Return how somebody with this wish could take part now ("" unless hybrid); None if not at all."""
    if not event.is_hybrid:
        return "" if event.places_left != 0 else None
    return next((one for one in SERVES[wish] if has_place(event, one)), None)


def has_place(event, attendance):
    """Tell whether a place of this kind is free at a hybrid event."""
    left = event.online_places_left if attendance == Attendance.ONLINE else event.places_left
    return left != 0


def move(registration, state, reason, *, by=None, other_event=None):
    """Take the step to `state`, store it and write down why; raise ForbiddenMove where there is none."""
    before = registration.state
    registration.enter(state)
    registration.save()
    registration.steps.create(
        from_state=before, to_state=state, reason=reason, by=by, other_event=other_event
    )
    parts.follow(registration)


def _next_in_line(event):
    """Return the first who waits for a place of a kind that is free."""
    wishes = [wish for wish in SERVES if free_attendance(event, wish) is not None]
    waiting = event.registrations.waiting_in_line().filter(wish__in=wishes)
    registration = waiting.first() if wishes else None
    if registration:
        registration.event = event
    return registration


def _pass_on(registration, terms):
    """Offer the place, or give it at once where there is no time to ask."""
    registration.attendance = free_attendance(registration.event, registration.wish)
    ends_at = terms.offer_ends_at()
    if ends_at is None:
        move(registration, State.CONFIRMED, Reason.PLACE_FREE)
        mail.place_became_free(registration)
    else:
        offer(registration, ends_at)
    _note_passed_over(registration)


def offer(registration, ends_at):
    """Keep the place for this person until then, and ask."""
    before = registration.state
    registration.enter(State.OFFERED)
    registration.offered_until = ends_at
    registration.save()
    registration.steps.create(from_state=before, to_state=State.OFFERED, reason=Reason.PLACE_FREE)
    mail.place_offered(registration)


def _note_passed_over(registration):
    """Write down, once for each, why who stands before this person still waits."""
    if not registration.event.is_hybrid:
        return
    noted = Step.objects.filter(reason=Reason.PASSED_OVER).values("registration")
    before = registration.event.registrations.waiting_in_line().filter(
        line_number__lt=registration.line_number
    )
    Step.objects.bulk_create(
        Step(
            registration=one,
            from_state=State.WAITING,
            to_state=State.WAITING,
            reason=Reason.PASSED_OVER,
        )
        for one in before.exclude(pk__in=noted)
    )
