import re
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.urls import reverse
from django.utils import timezone

from portal.mail.models import Delivery, Message, State
from portal.mail.tasks import deliver_due
from tests.accounts.steps import confirm_password
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return UserFactory(email="member@example.org")


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_a_code_from_the_mail_signs_in(client, member, mailoutbox):
    ask_for_code(client, member.email)
    deliver_due()

    [mail] = mailoutbox
    code = re.search(r"^[A-Z0-9-]{6,12}$", mail.body, re.MULTILINE)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert mail.to == [member.email]
    assert client.get(reverse("me")).wsgi_request.user == member


def test_a_code_is_a_row_before_it_is_sent_and_goes_before_everything_else(client, member):
    ask_for_code(client, member.email)

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.urgent) == (State.QUEUED, True)


def test_a_code_is_confidential_and_gone_once_sent(client, member, mailoutbox):
    ask_for_code(client, member.email)
    assert Message.objects.get().confidential

    deliver_due()

    assert Message.objects.get().text == ""


def test_a_code_that_has_run_out_is_not_sent_any_more(client, member, mailoutbox):
    ask_for_code(client, member.email)

    Message.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    deliver_due()

    assert mailoutbox == []


def test_each_code_asked_for_is_a_mail_of_its_own(client, member, mailoutbox):
    ask_for_code(client, member.email)
    client.session.flush()
    ask_for_code(client, member.email)
    deliver_due()

    assert len(mailoutbox) == 2


def test_an_address_without_an_account_is_told_so_by_mail_alone(client, mailoutbox):
    answer = ask_for_code(client, "stranger@example.org")
    deliver_due()

    assert answer.url == reverse("account_confirm_login_code")
    assert "There is no account" in mailoutbox[0].subject


def test_the_link_from_the_mail_sets_a_new_password(client, member, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": member.email})
    deliver_due()

    address = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = client.get(address, follow=True)
    passphrase = "an entirely new sample passphrase"
    client.post(form.request["PATH_INFO"], {"password1": passphrase, "password2": passphrase})

    member.refresh_from_db()
    assert member.check_password(passphrase)


def test_a_new_address_is_confirmed_by_the_link_in_its_mail(client, member, mailoutbox):
    client.force_login(member)
    added = {"action_add": "", "email": "new@example.org"}
    confirm_password(client, client.post(reverse("account_email"), added, follow=True))
    deliver_due()

    mail = next(mail for mail in mailoutbox if mail.to == ["new@example.org"])
    address = re.search(r"http://testserver(/\S+)", mail.body)[1]
    client.post(address)

    assert member.emailaddress_set.get(email="new@example.org").verified


def test_sign_in_mails_speak_the_language_of_the_page(client, member):
    client.post("/de/account/login/code/", {"email": member.email})

    assert Message.objects.get().language == "de"


def test_an_occasion_without_words_of_ours_uses_those_of_allauth(rf, member, mailoutbox):
    with request_context(rf.get("/")):
        facts = {"user": member, "code": "ABCD-EFGH"}
        get_adapter().send_mail("account/email/password_reset_code", member.email, facts)
    deliver_due()

    assert "Password Reset Code" in mailoutbox[0].subject
    assert "ABCD-EFGH" in mailoutbox[0].body


def test_what_was_done_to_an_account_is_told_in_words_of_ours(client, member, mailoutbox):
    client.force_login(member)
    passphrase = "an entirely new sample passphrase"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": passphrase, "password2": passphrase},
    )
    deliver_due()

    [mail] = mailoutbox
    assert mail.subject == "Your password was changed"
    assert "127.0.0.1" in mail.body
    assert reverse("mfa_index") in mail.body
    assert Message.objects.get().about == f"user:{member.pk}"
