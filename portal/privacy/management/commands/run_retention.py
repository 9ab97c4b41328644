from django.core.management.base import BaseCommand

from portal.privacy import retention


class Command(BaseCommand):
    help = "Remove what is stored about people and was kept long enough, as happens every night."

    def handle(self, **options):
        lines = retention.run().lines.all()
        for line in lines:
            self.stdout.write(f"{line.count} {line.label}")
        if not lines:
            self.stdout.write("Nothing was due.")
