import pytest
from django.urls import reverse

from portal.preferences.models import Preferences
from portal.privacy.holdings import HOLDINGS
from tests.factories.consents import ConsentTextFactory
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db
PAGE = "/privacy/"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("registration_days", "77 days after the event, or after as many as its form says"),
        ("sensitive_days", "sensitive answers after 77 days"),
        ("unconfirmed_days", "What is not confirmed is removed after 77 days"),
        ("certificate_days", "After 77 days, or when you are erased, only the code"),
        ("mail_days", "It is removed 77 days after it was sent"),
        ("audit_days", "Who changed what at the desk, for 77 days"),
    ],
)
def test_the_sentence_changes_with_the_setting(client, setting, sentence):
    assert sentence not in client.get(PAGE).text

    Preferences(**{setting: 77}).save()

    assert sentence in client.get(PAGE).text


def test_every_app_that_stores_something_is_told_of(client):
    page = client.get(PAGE).text

    preferences = Preferences.current()
    for holding in HOLDINGS:
        for statement in holding.statements(preferences):
            assert str(statement.title).replace("'", "&#x27;") in page


def test_it_names_the_contact_of_the_programme(client):
    ProgrammeFactory(contact="office@example.org")

    assert "office@example.org" in client.get(PAGE).text


def test_consent_is_spoken_of_only_where_a_text_is_published(client):
    assert "Which text you agreed to" not in client.get(PAGE).text

    ConsentTextFactory(published=True)

    assert "Which text you agreed to" in client.get(PAGE).text


def test_a_mail_server_is_named_where_there_is_one(client, settings):
    assert "pass the mail server" not in client.get(PAGE).text

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "smtp.example.org"

    assert "Mails to you pass the mail server smtp.example.org." in client.get(PAGE).text


def test_other_ways_to_sign_in_are_named_where_they_are_offered(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{"name": "ORCID"}]}}

    assert "If you choose to sign in by ORCID" in client.get(PAGE).text


def test_every_page_links_to_it(client):
    assert f'href="{reverse("privacy:privacy")}"' in client.get("/").text
