"""What is stored about people who get mail: subscriptions, and every mail that was written."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.common.personal import (
    Fact,
    Outcome,
    Purged,
    Section,
    Statement,
    delete,
    in_batches,
    long_ago,
    section,
)
from portal.common.scrubbing import scrub
from portal.mail import mail_files, topics
from portal.mail.models import WAITING, Delivery, Message, State, Subscription, Suppression

HOLDS = (Subscription, Suppression, Delivery, Message)
OF_NOBODY = Q(pk__in=[])


def _of(rows, subject):
    """Rows of these addresses or of this account."""
    theirs = Q(address__in=subject.emails)
    if subject.user_id:
        theirs |= Q(user=subject.user_id)
    return rows.alias(address=Lower("email")).filter(theirs)


def _subscriptions(subject):
    return _of(Subscription.objects, subject)


def _deliveries(subject):
    return _of(Delivery.objects, subject)


def _suppressions(subject):
    return Suppression.objects.filter(email__in=subject.emails)


def _written(subject):
    return Message.objects.filter(Q(created_by=subject.user_id) if subject.user_id else OF_NOBODY)


def stored(subject):
    found = list(_subscriptions(subject).order_by("topic", "pk"))
    names = topics.labels(one.topic for one in found)
    subscriptions = [
        [
            Fact("topic", _("Topic"), str(names[one.topic])),
            Fact("email", _("E-mail address"), one.email),
            Fact("frequency", _("How often"), one.get_frequency_display()),
            Fact("created_at", _("Asked for"), one.created_at),
            Fact("confirmed_at", _("Confirmed"), one.confirmed_at),
            Fact("told_until", _("Told until"), one.told_until),
            Fact("weekly_until", _("Weekly until"), one.weekly_until),
        ]
        for one in found
    ]
    if subscriptions:
        yield Section("subscriptions", _("Subscriptions"), subscriptions)
    suppressions = _suppressions(subject).order_by("pk")
    yield from section(
        "suppressed", _("Nothing is sent to you"), suppressions, "email", "reason", "created_at"
    )
    deliveries = _deliveries(subject).select_related("message").order_by("-queued_at", "-pk")
    mails = [_mail(delivery) for delivery in deliveries]
    if mails:
        yield Section("mails", _("Mails received"), mails)
    written = _written(subject).newest_first()
    yield from section("written", _("Mails written"), written, "subject", "text", "created_at")


def _mail(delivery):
    message = delivery.message
    text = _("kept secret: it holds a code or a link") if message.confidential else message.text
    return [
        Fact("subject", _("Subject"), message.subject),
        Fact("email", _("To"), delivery.email),
        Fact("state", _("State"), delivery.get_state_display()),
        Fact("queued_at", _("Written"), delivery.queued_at),
        Fact("sent_at", _("Sent"), delivery.sent_at),
        Fact("text", _("Text"), text),
    ]


def outlook(subject, *, keep_names):
    if number := _subscriptions(subject).count():
        text = ngettext("%(n)d subscription ends.", "%(n)d subscriptions end.", number)
        yield Outcome(text % {"n": number})
    if number := _deliveries(subject).count():
        text = ngettext(
            "%(n)d mail to you is deleted; a copy in your mailbox stays yours.",
            "%(n)d mails to you are deleted; the copies in your mailbox stay yours.",
            number,
        )
        yield Outcome(text % {"n": number})
    if number := _written(subject).count():
        text = ngettext(
            "%(n)d mail you wrote to others stays, without your name and address.",
            "%(n)d mails you wrote to others stay, without your name and address.",
            number,
        )
        yield Outcome(text % {"n": number}, goes=False)


def erase(subject, *, keep_names):
    _subscriptions(subject).delete()
    _suppressions(subject).delete()
    # Letters about the account itself may have gone to an address that was never proved to be theirs.
    Message.objects.filter(about=f"user:{subject.user_id}").delete()
    to_anybody = Delivery.objects.filter(message=OuterRef("pk"))
    to_them = _deliveries(subject)
    to_others = to_anybody.exclude(pk__in=to_them.values("pk"))
    Message.objects.filter(Exists(to_anybody)).exclude(Exists(to_others)).delete()
    to_them.delete()
    _written(subject).update(created_by=None)
    for email in subject.emails:
        Message.objects.filter(reply_to__icontains=email).update(reply_to="")
    scrub(Message.objects.all(), ("subject", "text", "reply_to"), subject.traces)
    scrub(Delivery.objects.all(), ("reason",), subject.traces)
    mail_files.delete_to(subject.emails)


def purge(preferences, now):
    unconfirmed = Subscription.objects.unconfirmed().filter(
        created_at__lte=long_ago(now, preferences.unconfirmed_days)
    )
    yield Purged(
        gettext_noop("subscriptions that were never confirmed"), in_batches(unconfirmed, delete)
    )
    old = long_ago(now, preferences.mail_days)
    finished = Delivery.objects.exclude(state__in=[*WAITING, State.SENDING])
    sent_long_ago = finished.alias(last=Coalesce("sent_at", "queued_at")).filter(last__lte=old)
    yield Purged(gettext_noop("deliveries of mails"), in_batches(sent_long_ago, delete))
    left = Message.objects.filter(created_at__lte=old).exclude(
        Exists(Delivery.objects.filter(message=OuterRef("pk")))
    )
    yield Purged(gettext_noop("texts of mails"), in_batches(left, delete))
    yield Purged(gettext_noop("files of mails"), mail_files.delete_until(old))


def statements(preferences):
    subscribing = [
        _(
            "Your address, the topics you chose, how often, when you confirmed them and until when you were told, so that we can write to you."
        ),
        _(
            "What is not confirmed is removed after %(days)d days. A subscription you ended stays as a note"
            " that nothing may be sent to the address, until you ask us to erase it."
        )
        % {"days": preferences.unconfirmed_days},
    ]
    subscribing.append(
        _(
            "An address to which mail came back, or that reported it as unwanted, is noted: we do not write there."
        )
    )
    yield Statement(_("Subscribing by e-mail"), subscribing, everybody=True)
    mails = [
        _(
            "Every mail is written down with its receiver before it is sent, so that none is lost; organisers see what became of it."
        ),
        _("It is removed %(days)d days after it was sent.") % {"days": preferences.mail_days},
    ]
    if mail_files.in_use():
        mails.append(_("No mail leaves this installation: each is a file on its own disk."))
    yield Statement(_("Mails"), mails, everybody=True)
