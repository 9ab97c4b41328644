from auditlog.context import disable_auditlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.sample import accounts, meeting, news, seminar


class Command(BaseCommand):
    help = "Loads a sample seminar, meeting, call for talks, news and demo accounts, all marked as samples."

    @transaction.atomic
    @disable_auditlog()
    def handle(self, **_options):
        # Nobody changed anything: what is invented is marked as such.
        member = accounts.load(settings.DATA_DIR / "demo-accounts.json")
        for thing in (seminar.load(member), meeting.load(member), news.load()):
            self.stdout.write(f"  {thing}")
        self.stdout.write(f"  Demo accounts: {settings.DATA_DIR / 'demo-accounts.json'}")
