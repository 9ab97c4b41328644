import json
import os
import secrets
from pathlib import Path

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.models import Person


def load(path: Path):
    """Make one account per role, keep their passwords in the file at `path`, return the member."""
    known = _read(path)
    accounts = [_account(role, known.get(role.value)) for role in Role]
    _write(path, accounts)
    member = User.objects.get(email=f"{Role.MEMBER}@example.org")
    Person.objects.get_or_create(
        slug="sample-member", defaults={"name": "Sample Member", "user": member, "is_sample": True}
    )
    return member


def _account(role, password):
    email = f"{role}@example.org"
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"name": f"Sample {role.label}"}
    )
    if is_new or not password:
        password = secrets.token_urlsafe(9)
        user.set_password(password)
        user.save()
    user.grant(role)
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return {"role": role.value, "email": email, "password": password}


def _read(path):
    if not path.exists():
        return {}
    return {account["role"]: account["password"] for account in json.loads(path.read_text())}


def _write(path, accounts):
    # Renamed into place: nobody ever reads half a file, or one that others may read.
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(accounts, file, indent=2)
    draft.replace(path)
