"""What the demonstration shows: the bundle of the first programme and sample events."""

import json

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

BUNDLE = "projects/bundles/spp2298"


def is_wanted() -> bool:
    """Tell whether the database is empty: it knows no programme."""
    return not apps.get_model("projects.Programme").objects.exists()


@transaction.atomic  # stopped half-way, it begins anew with the next start
def load() -> None:
    call_command("import_programme", settings.BASE_DIR / BUNDLE)
    call_command("load_sample")


def accounts() -> list[dict[str, str]]:
    """Return role, e-mail address and password of the demo accounts."""
    path = settings.DATA_DIR / "demo-accounts.json"
    return json.loads(path.read_text()) if path.exists() else []
