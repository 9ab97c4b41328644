import os
import signal

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.common import embedded
from portal.common.serving import demonstration
from portal.common.serving.address import Address, AddressProblem
from portal.common.serving.group import Group, GroupFailed
from portal.common.serving.programs import children


class Command(BaseCommand):
    help = "Runs the whole portal: database, Redis, web server, worker and beat, until Ctrl-C."

    def add_arguments(self, parser):
        port = os.environ.get("PORT") or "8000"
        parser.add_argument("--host", default="127.0.0.1", help="where to listen (127.0.0.1)")
        parser.add_argument("--port", type=int, default=port, help="PORT, or else 8000")
        parser.add_argument("--demo", action="store_true", help="fill an empty database")

    def handle(self, *, host, port, demo, **_options):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end everything
        address = Address(host, port)
        try:
            address.require_free()
            servers = embedded.configured_servers(os.environ, settings.DATA_DIR)
            with embedded.hold(*servers) as holds:
                self._prepare(with_demo=demo)
                group = Group(children(address, settings.BASE_DIR, settings.DATA_DIR), holds)
                group.run(address.is_open, lambda: self._announce(port, with_demo=demo))
        except KeyboardInterrupt:
            self.stdout.write("Ended before everything was up.")
        except (AddressProblem, GroupFailed, embedded.ServerProblem) as problem:
            raise CommandError(str(problem)) from problem

    def _prepare(self, *, with_demo):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if with_demo and demonstration.is_wanted():
            self.stdout.write("The database is empty: loading the demonstration …")
            demonstration.load()

    def _announce(self, port, *, with_demo):
        site = os.environ.get("SITE_URL") or f"http://localhost:{port}"
        self.stdout.write(f"The portal runs at {site}/ and ends with Ctrl-C.")
        if with_demo and (accounts := demonstration.accounts()):
            self.stdout.write("Demo accounts (role, address, password):")
            for account in accounts:
                line = "  {role:<12} {email:<36} {password}".format(**account)
                self.stdout.write(line)
        self.stdout.flush()
