import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.mail import bounces, mailboxes


class Command(BaseCommand):
    help = (
        "Read the mailbox in which mails come back, and stop writing to addresses that are no more."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "mailbox",
            nargs="?",
            default=settings.BOUNCES_URL,
            help="an mbox file, a Maildir, imaps://user:password@host/folder, "
            "or - for one mail on standard input; else BOUNCES_URL",
        )

    def handle(self, *, mailbox, **options):
        if not mailbox:
            raise CommandError("Name a mailbox, or set BOUNCES_URL.")
        told = [0]

        def take(source):
            told[0] += bounces.take(source)

        if mailbox == "-":
            take(sys.stdin.buffer.read())
            number = 1
        else:
            try:
                number = mailboxes.read(mailbox, take)
            except mailboxes.Unreachable as error:
                raise CommandError(f"The mailbox cannot be read: {error}") from error
        self.stdout.write(f"{number} read, {told[0]} about mails of ours that came back.")
