import pytest
from django.apps.registry import Apps
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from django.http import Http404, HttpResponse

from portal.accounts.apps import make_role_groups
from portal.accounts.roles import Role, role_required
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("granted", "held"),
    [
        (Role.COORDINATOR, set(Role)),
        (Role.ORGANISER, {Role.ORGANISER, Role.MEMBER}),
        (Role.EDITOR, {Role.EDITOR, Role.MEMBER}),
        (Role.MEMBER, {Role.MEMBER}),
    ],
)
def test_a_role_includes_the_lower_ones(granted, held):
    user = UserFactory(roles=[granted])

    assert user.roles == held


def test_a_group_of_another_name_is_no_role():
    user = UserFactory()
    user.groups.add(Group.objects.create(name="choir"))

    assert user.roles == set()


def test_a_granted_role_counts_at_once():
    user = UserFactory(roles=[Role.MEMBER])
    assert not user.has_role(Role.EDITOR)

    user.grant(Role.EDITOR)

    assert user.has_role(Role.EDITOR)


def test_a_closed_account_has_no_role():
    user = UserFactory(roles=[Role.COORDINATOR], is_active=False)

    assert not user.has_role(Role.MEMBER)


def test_one_of_several_roles_is_enough():
    user = UserFactory(roles=[Role.EDITOR])

    assert user.has_role(Role.ORGANISER, Role.EDITOR)


def test_every_role_has_its_group_after_migrating():
    Group.objects.filter(name=Role.EDITOR).delete()

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    names = Group.objects.order_by("name").values_list("name", flat=True)
    assert list(names) == ["coordinator", "editor", "member", "organiser"]


def test_migrating_back_to_before_there_were_groups_is_no_error():
    make_role_groups(using="default", apps=Apps())


@role_required(Role.ORGANISER)
def guarded(request):
    return HttpResponse("the desk")


def answer_to(user, rf):
    request = rf.get("/desk/?page=2")
    request.user = user
    return guarded(request)


def test_somebody_with_the_role_sees_a_guarded_page(rf):
    assert answer_to(UserFactory(roles=[Role.COORDINATOR]), rf).content == b"the desk"


def test_a_visitor_of_a_guarded_page_may_sign_in_and_returns_to_it(rf):
    assert answer_to(AnonymousUser(), rf).url == "/account/login/?next=%2Fdesk%2F%3Fpage%3D2"


def test_a_guarded_page_does_not_exist_without_the_role(rf):
    editor = UserFactory(roles=[Role.EDITOR])

    with pytest.raises(Http404):
        answer_to(editor, rf)
