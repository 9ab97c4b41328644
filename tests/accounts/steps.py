"""What people do to sign in, for the tests around it."""

import base64
import hmac
import re
import struct
import time

from django.core import mail
from django.urls import reverse

from portal.mail import tasks
from tests.factories.accounts import PASSWORD

LOGIN = "/account/login/"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post(LOGIN, {"login": email, "password": password} | fields)


def letters_to(email):
    """Return the mails that went to the address, the newest last."""
    tasks.deliver_due()
    return [letter for letter in mail.outbox if letter.to[0].endswith(email)]


def code_sent_to(email):
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letters_to(email)[-1].body)[0]


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def sign_in_by_code(client, email):
    ask_for_code(client, email)
    confirm = reverse("account_confirm_login_code")
    return client.post(confirm, {"code": code_sent_to(email)}, follow=True)


def confirm_password(client, page):
    """Answer the question who is there, if it was asked; return the page that follows."""
    if "Is it you?" not in page.text:
        return page
    return client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)


def code_of_app(secret, steps=0):
    """Return what an app shows for this key (RFC 6238), so many times 30 seconds from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 0xF
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def set_up_app(client):
    """Set up an app for whoever is signed in; return its key."""
    address = reverse("mfa_activate_totp")
    page = confirm_password(client, client.get(address, follow=True))
    secret = page.context["form"].secret
    client.post(address, {"code": code_of_app(secret, steps=-1)})
    return secret
