from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.bundle import wording
from portal.bundle.loading import load
from portal.bundle.opening import open_bundle


class Command(BaseCommand):
    help = "Load a programme, its research, events and news from a folder of JSON files."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the folder; docs/bundle.md describes it")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change and change nothing"
        )

    def handle(self, *, path, dry_run, **options):
        if not path.is_dir():
            raise CommandError(f"{path} is not a folder.")
        bundle = open_bundle(path)
        if bundle.mistakes:
            self.stderr.write(wording.mistakes(bundle))
            raise CommandError(wording.refusal(bundle))
        self.stdout.write(wording.report(load(bundle, dry_run=dry_run), dry_run=dry_run))
