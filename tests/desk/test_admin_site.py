"""Django's admin, for rare repairs: every page of every model opens, and shows no secret."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accesslog.models import Access
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.preferences.models import Preferences
from portal.privacy.models import RetentionRun
from tests.factories import (
    certificates,
    consents,
    events,
    invitations,
    mail,
    news,
    projects,
    publications,
    series_registrations,
    submissions,
)
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def a_registration():
    return events.RegistrationFactory(user=UserFactory())


def a_programme():
    return projects.ProgrammeFactory(
        coordinator=projects.PersonFactory(), host=projects.InstitutionFactory()
    )


def a_person():
    person = projects.PersonFactory(user=UserFactory())
    projects.MembershipFactory(person=person)
    return person


def a_project():
    return projects.MembershipFactory().project


def a_request():
    return projects.ChangeRequestFactory(asked_by=UserFactory())


def some_preferences():
    Preferences().save()
    return Preferences.objects.get()


def an_access():
    return Access.objects.create(
        who=UserFactory(), whose=UserFactory(), kind="look", what="answers", why="to help"
    )


def a_way_in():
    user = UserFactory()
    return SocialAccount.objects.create(
        user=user, provider="orcid", uid=f"{user.pk}", extra_data={"token": "tell-nobody"}
    )


def an_authenticator():
    data = {"secret": "tell-nobody"}
    return Authenticator.objects.create(user=UserFactory(), type="totp", data=data)


def an_address():
    return UserFactory().emailaddress_set.get()


def an_entry():
    EmailAddress.objects.filter(user=UserFactory(roles=[Role.EDITOR])).delete()
    return LogEntry.objects.first()


ROWS = {
    "projects.Programme": a_programme,
    "projects.Phase": projects.PhaseFactory,
    "projects.Perspective": projects.PerspectiveFactory,
    "projects.Area": projects.AreaFactory,
    "projects.Institution": projects.InstitutionFactory,
    "projects.Person": a_person,
    "projects.Project": a_project,
    "projects.ChangeRequest": a_request,
    "publications.Publication": lambda: publications.PublicationFactory(authors=["Sample Author"]),
    "events.Series": events.SeriesFactory,
    "events.Event": events.EventFactory,
    "events.Session": events.SessionFactory,
    "events.Talk": events.TalkFactory,
    "registrations.Registration": a_registration,
    "series_registrations.SeriesRegistration": series_registrations.SeriesRegistrationFactory,
    "certificates.Certificate": certificates.CertificateFactory,
    "submissions.Call": submissions.CallFactory,
    "submissions.Submission": submissions.SubmissionFactory,
    "news.Article": lambda: news.ArticleFactory(author=UserFactory()),
    "mail.Message": lambda: mail.DeliveryFactory().message,
    "mail.Subscription": mail.SubscriptionFactory,
    "mail.Topic": mail.TopicFactory,
    "invitations.Invitation": lambda: invitations.InvitationFactory(to_project=True),
    "accounts.User": UserFactory,
    "account.EmailAddress": an_address,
    "mfa.Authenticator": an_authenticator,
    "socialaccount.SocialAccount": a_way_in,
    "preferences.Preferences": some_preferences,
    "privacy.RetentionRun": RetentionRun.objects.create,
    "consents.ConsentText": consents.ConsentTextFactory,
    "consents.Consent": lambda: consents.ConsentFactory(user=UserFactory()),
    "accesslog.Access": an_access,
    "auditlog.LogEntry": an_entry,
}
OF_ONE_ROW = {"projects.Programme", "preferences.Preferences"}


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def address(label, page, *args):
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=args)


def models_of_the_admin():
    return [model for model in apps.get_models() if admin.site.is_registered(model)]


def test_every_model_of_the_admin_is_tried_here():
    assert set(ROWS) == {model._meta.label for model in models_of_the_admin()}


@pytest.mark.parametrize("label", ROWS)
def test_every_page_opens_and_the_list_costs_the_same_for_one_row_and_ten(
    client, administrator, label
):
    make = ROWS[label]
    row = make()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(label, "changelist")).status_code == 200
        return len(captured)

    queries()
    with_one = queries()
    for _ in range(0 if label in OF_ONE_ROW else 9):
        make()

    assert queries() <= with_one
    assert client.get(address(label, "changelist"), {"q": "a@b c"}).status_code == 200
    assert client.get(address(label, "change", row.pk)).status_code == 200
    assert client.get(address(label, "add")).status_code in {200, 403}


@pytest.mark.parametrize("label", ROWS)
def test_no_page_shows_a_secret(client, administrator, label):
    row = ROWS[label]()
    User.objects.update(calendar_token=None)
    User.objects.filter(pk=administrator.pk).update(calendar_token="tell-nobody")
    secrets = {"tell-nobody", getattr(row, "token", None) or "tell-nobody"}

    for page in (address(label, "changelist"), address(label, "change", row.pk)):
        html = client.get(page).content.decode()
        assert [secret for secret in secrets if secret in html] == []


@pytest.mark.parametrize(
    "label",
    ["registrations.Registration", "submissions.Submission", "mail.Message", "auditlog.LogEntry"],
)
def test_what_has_verbs_or_is_a_record_cannot_be_changed_here(client, administrator, label):
    row = ROWS[label]()

    assert client.post(address(label, "change", row.pk), {"state": "x"}).status_code == 403
    assert client.post(address(label, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.get(address(label, "add")).status_code == 403


def test_the_state_of_an_event_and_of_an_article_is_only_shown(client, administrator):
    for row in (events.EventFactory(draft=True), news.ArticleFactory(draft=True)):
        page = client.get(address(row._meta.label, "change", row.pk))
        assert "state" not in page.context["adminform"].form.fields


def test_the_index_is_ordered_by_what_things_are_about(client, administrator):
    groups = [str(app["name"]) for app in client.get("/admin/").context["app_list"]]

    assert groups == [
        *("Programme", "Events", "News", "Mail", "Accounts", "Privacy and records", "Settings"),
    ]


ADMIN_PAGES = [
    "/admin/",
    "/admin/events/event/",
    "/admin/accounts/user/",
    "/admin/auditlog/logentry/",
]


@pytest.mark.parametrize("page", ADMIN_PAGES)
def test_administrators_alone_may_open_it(client, administrator, page):
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", ADMIN_PAGES)
@pytest.mark.parametrize("role", Role)
def test_for_every_other_role_it_does_not_exist(client, page, role):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(page, follow=True).status_code == 404


@pytest.mark.parametrize("page", ADMIN_PAGES)
def test_a_visitor_is_asked_to_sign_in(client, page):
    response = client.get(page, follow=True)

    assert response.redirect_chain[-1][0].startswith("/account/login/")
