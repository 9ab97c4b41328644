"""Whether an address has an account is told to nobody: not by status, page, redirect, cookies or work done."""

import re

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.mail.models import Message
from portal.preferences.models import Preferences
from tests.factories.accounts import UserFactory
from tests.factories.projects import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

KNOWN, UNKNOWN = "known@uni-a.example", "other@uni-a.example"
ASKED = {
    "code": ("/account/login/code/", lambda email: {"email": email}),
    "password": ("/account/login/", lambda email: {"login": email, "password": "not the one"}),
    "reset": ("/account/password/reset/", lambda email: {"email": email}),
    "sign-up": ("/account/signup/", lambda email: {"name": "Emma Sample", "email": email}),
}


@pytest.fixture(autouse=True)
def _one_account():
    InstitutionFactory(domains=["uni-a.example"])
    Preferences(signup=Preferences.Signup.INSTITUTIONS).save()
    UserFactory(email=KNOWN)


def ask(what, email):
    """Ask as a visitor; return what came back, step by step, and how much work it was."""
    address, fields = ASKED[what]
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        first = client.post(address, fields(email))
    seen = [first]
    if first.status_code == 302:
        seen.append(client.get(first.url))
    return [_said(answer, email) for answer in seen], sorted(client.cookies), len(queries)


def _said(answer, email):
    body = re.sub(r'value="[\w-]{32,}"', "a token", answer.text).replace(email, "the address")
    return answer.status_code, answer.get("Location", ""), body


@pytest.mark.parametrize("what", ASKED)
def test_the_answer_is_the_same(what):
    known, unknown = ask(what, KNOWN), ask(what, UNKNOWN)

    assert known[:2] == unknown[:2]


@pytest.mark.parametrize("what", ["code", "reset", "sign-up"])
def test_a_mail_goes_out_either_way(what):
    ask(what, KNOWN)
    ask(what, UNKNOWN)

    assert Message.objects.count() == 2


@pytest.mark.parametrize("what", ASKED)
def test_the_work_is_about_the_same(what):
    known, unknown = ask(what, KNOWN)[2], ask(what, UNKNOWN)[2]

    # A new account is a handful of rows; what takes time, a mail or a password, is done both times.
    assert abs(known - unknown) <= (12 if what == "sign-up" else 4)


def test_a_password_is_hashed_whether_the_address_is_known_or_not(monkeypatch):
    hashed = []
    encode = hashers.PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        hashers.PBKDF2PasswordHasher,
        "encode",
        lambda self, *args, **kwargs: hashed.append(1) or encode(self, *args, **kwargs),
    )

    ask("password", KNOWN)
    for_known = len(hashed)
    ask("password", UNKNOWN)

    assert for_known == len(hashed) - for_known == 1


@pytest.mark.parametrize("what", ["code", "reset"])
def test_a_closed_account_is_told_from_an_unknown_one_neither(what):
    UserFactory(email="closed@uni-a.example", is_active=False)

    assert ask(what, "closed@uni-a.example")[:2] == ask(what, UNKNOWN)[:2]
