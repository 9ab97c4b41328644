import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.mail.models import Delivery
from projects.invitations.models import Invitation
from tests.factories.accounts import UserFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import MembershipFactory, PersonFactory, ProjectFactory
from tests.projects.pages import text_of

pytestmark = pytest.mark.django_db
DESK = reverse("invitations-desk:invitations")
INVITE = reverse("invitations-desk:invite")
LIST = "Ada Sample <ada@example.org>\nnobody\n"
WHAT = {"people": LIST, "project_role": "researcher", "language": "en", "known_pages": "on"}


@pytest.fixture
def coordinator(client):
    user = UserFactory(roles=[Role.COORDINATOR])
    client.force_login(user)
    return user


@pytest.fixture
def project(client):
    """A project led by whoever is signed in."""
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    return MembershipFactory(person=PersonFactory(user=user)).project


def preview(client, address=INVITE, **changes):
    return client.post(address, WHAT | changes)


def send(client, address=INVITE, **changes):
    """Look at the preview and press its button."""
    seen = preview(client, address, **changes).context["form"].digest
    return preview(client, address, **changes, then="send", seen=seen)


def test_first_there_is_a_preview_that_sends_nothing(client, coordinator):
    response = preview(client)

    text = text_of(response)
    assert "Ada Sample ada@example.org New invitation" in text
    assert "2 nobody Not understood There is no e-mail address in it." in text
    assert "Invite 1 person" in text
    assert "nobody" in response.context["form"]["people"].value()
    assert not Invitation.objects.exists()


def test_the_button_under_the_preview_invites(client, coordinator):
    response = send(client)

    assert response.url == DESK
    assert Invitation.objects.get().email == "ada@example.org"
    assert "1 invitation is on its way." in client.get(DESK).text


def test_what_was_changed_after_the_preview_is_shown_again_before_it_is_sent(client, coordinator):
    seen = preview(client).context["form"].digest

    response = preview(client, people="bo@example.org", then="send", seen=seen)

    assert "not what you had seen before" in response.text
    assert not Invitation.objects.exists()


def test_what_became_of_an_address_since_the_preview_is_shown_again(client, coordinator):
    seen = preview(client).context["form"].digest
    UserFactory(email="ada@example.org")

    response = preview(client, then="send", seen=seen)

    assert "Takes part already" in response.text
    assert not Delivery.objects.exists()


def test_a_coordinator_gives_roles_and_a_part_in_a_project(client, coordinator):
    project = ProjectFactory()

    send(client, roles=["editor"], project=project.pk, project_role="principal investigator")

    invitation = Invitation.objects.get()
    assert invitation.roles == [Role.EDITOR]
    assert (invitation.project, invitation.project_role) == (project, "principal investigator")


def test_somebody_known_is_invited_to_the_page_they_have(client, coordinator):
    person = PersonFactory(name="Ada Sample")

    page = client.get(INVITE, {"person": person.pk})
    send(client, people="a.s@example.org", person=person.pk)

    assert "The invitation opens the page of <strong>Ada Sample</strong>" in page.text
    assert Invitation.objects.get().person == person


def test_one_page_is_not_given_to_two_people(client, coordinator):
    response = preview(client, people="a@example.org\nb@example.org", person=PersonFactory().pk)

    assert "One page is for one person" in response.text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"people": ""}, "people", "required"),
        ({"people": " ;\n"}, "people", "Nobody is named here"),
        ({"people": "a\0@example.org"}, "people", "Null"),
        ({"people": "\n".join(f"a{n}@example.org" for n in range(201))}, "people", "these are 201"),
        ({"roles": ["administrator"]}, "roles", "valid choice"),
        ({"project": "0"}, "project", "valid choice"),
        ({"project_role": "director"}, "project_role", "valid choice"),
        ({"language": "xx"}, "language", "valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    client, coordinator, changes, field, words
):
    response = preview(client, **changes)

    (message,) = response.context["form"].errors[field]
    assert words in message
    assert response.context["form"]["people"].value() == (WHAT | changes)["people"]


def test_the_list_says_what_became_of_each(client, coordinator):
    InvitationFactory(email="open@example.org")
    InvitationFactory(email="expired@example.org", expired=True)
    InvitationFactory(email="accepted@example.org", accepted=True)
    InvitationFactory(email="revoked@example.org", revoked=True)

    everything = text_of(client.get(DESK))
    open_ones = text_of(client.get(DESK, {"state": "open"}))

    assert all(word in everything for word in ("open@", "expired@", "accepted@", "revoked@"))
    assert "open@" in open_ones
    assert "expired@" not in open_ones


def test_thirty_invitations_cost_as_many_queries_as_one(
    client, coordinator, django_assert_max_num_queries, django_assert_num_queries
):
    counts = []
    for number in (1, 29):
        InvitationFactory.create_batch(number, to_project=True)
        with django_assert_max_num_queries(15) as captured:
            client.get(DESK)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_an_invitation_is_sent_again_and_revoked_from_the_list(client, coordinator):
    invitation = InvitationFactory(expired=True)

    client.post(reverse("invitations-desk:send-again", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.is_open

    client.post(reverse("invitations-desk:revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert not invitation.is_unanswered


def test_who_leads_a_project_invites_to_it_on_a_page_of_the_project(client, project):
    address = reverse("invitations:project", args=[project.slug])
    assert "Invite to the project" in client.get(address).text

    response = send(client, address)

    assert response.url == address
    invitation = Invitation.objects.get()
    assert (invitation.project, invitation.project_role) == (project, "researcher")
    assert "ada@example.org" in client.get(address).text


def test_who_leads_a_project_cannot_smuggle_in_more(client, project):
    address = reverse("invitations:project", args=[project.slug])
    other = ProjectFactory()

    send(client, address, roles=["coordinator"], project=other.pk, person=PersonFactory().pk)
    invitation = Invitation.objects.get()
    assert (invitation.project, invitation.roles, invitation.person) == (project, [], None)

    refused = preview(client, address, project_role="principal investigator")
    assert "project_role" in refused.context["form"].errors


def test_an_invitation_to_another_project_is_out_of_reach(client, project):
    other = InvitationFactory(to_project=True)

    for name in ("send-again", "revoke"):
        address = reverse(f"invitations:{name}", args=[project.slug, other.pk])
        assert client.post(address).status_code == 404


def test_inviting_without_end_is_slowed_down(client, project):
    address = reverse("invitations:project", args=[project.slug])
    invitation = InvitationFactory(project=project, project_role="associate")
    again = reverse("invitations:send-again", args=[project.slug, invitation.pk])
    for _ in range(40):
        client.post(again)
    sent = Delivery.objects.count()

    response = send(client, address)

    assert response.status_code == 429
    assert "Please try again in an hour" in response.text
    assert Delivery.objects.count() == sent


def test_the_admin_shows_invitations_without_their_key(client):
    client.force_login(UserFactory(administrator=True))
    invitation = InvitationFactory()

    listed = client.get(reverse("admin:invitations_invitation_changelist"))
    shown = client.get(reverse("admin:invitations_invitation_change", args=[invitation.pk]))

    assert invitation.email in listed.text
    assert shown.status_code == 200
    assert invitation.token not in listed.text + shown.text
