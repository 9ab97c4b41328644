"""From an invitation to the first talk: a coordinator invites, somebody accepts on a phone and submits."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.models import User
from portal.accounts.roles import Role
from projects.models import Membership
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory
from tests.factories.submissions import CallFactory

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
ADDRESS = "ada.invited@example.org"


def link_in(mail):
    text = mail.get_body("plain").get_content()
    return re.search(r"https?://\S+/invitations/[\w-]+/", text)[0]


@JAVASCRIPT
def test_whoever_is_invited_submits_a_first_talk(new_page, sign_in, smtp_sink, javascript):
    ProjectFactory(title="On samples")
    event = EventFactory(title="Annual meeting", kind="annual_meeting")
    CallFactory(event=event)
    desk = new_page(javascript=javascript)
    sign_in(desk, UserFactory(name="Sample Coordinator", roles=[Role.COORDINATOR]))

    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Invite people").click()
    desk.get_by_label("People", exact=True).fill(f"Ada Invited <{ADDRESS}>\nnobody at all")
    desk.get_by_label("Project").first.select_option(label="On samples")
    desk.get_by_role("button", name="Preview").click()
    expect(desk.get_by_text("There is no e-mail address in it.")).to_be_visible()
    desk.get_by_role("button", name="Invite 1 person").click()
    expect(desk.get_by_text("1 invitation is on its way.")).to_be_visible()

    mail = smtp_sink.wait_for_mail_to(ADDRESS)
    assert "Sample Coordinator invites you" in mail.get_body("plain").get_content()
    phone = new_page(javascript=javascript, width=360)
    phone.goto(link_in(mail))
    assert phone.context.cookies() == []
    expect(phone.get_by_role("main")).to_contain_text("On samples")
    expect(phone.get_by_label("Your name")).to_have_value("Ada Invited")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Accept and open my account").click()
    expect(phone.get_by_text("Welcome, Ada Invited")).to_be_visible()
    expect(phone).to_have_url(re.compile(r"/me/$"))

    phone.goto(event.get_absolute_url())
    phone.get_by_role("link", name="Submit a talk").click()
    phone.get_by_label("Title").fill("My first talk on $x^2$")
    phone.get_by_label("Abstract").fill("What I found.")
    phone.get_by_role("button", name="Submit").click()
    expect(phone.get_by_role("main").get_by_text("Submitted").first).to_be_visible()

    phone.goto("/me/")
    expect(phone.get_by_role("main").get_by_role("link", name="My first talk on")).to_be_visible()
    expect(phone.get_by_role("main").get_by_role("link", name="On samples")).to_be_visible()
    ada = User.objects.get(email=ADDRESS)
    assert ada.person.memberships.get().role == Membership.Role.RESEARCHER


@JAVASCRIPT
def test_a_member_looks_after_page_and_project(new_page, sign_in, javascript):
    user = UserFactory(name="Ada Sample", roles=[Role.MEMBER])
    person = PersonFactory(name="Ada Sample", user=user)
    project = MembershipFactory(person=person, project__title="On samples").project
    page = new_page(javascript=javascript, width=360)
    sign_in(page, user)

    page.goto("/account/profile/")
    page.get_by_label("Homepage").fill("ada.example/me")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("this is how your page reads now")).to_be_visible()
    expect(page.get_by_text("You last said on")).to_be_visible()

    page.goto(project.get_absolute_url())
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Summary").fill("Why $x^2$ **generalises**.")
    if not javascript:
        page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview math")).to_be_visible()
    expect(page.locator("#preview strong")).to_have_text("generalises")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".prose math")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(project.get_absolute_url())))
