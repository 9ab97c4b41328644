import pytest

from portal.accounts.roles import Role
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
