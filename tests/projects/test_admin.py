import pytest
from django.urls import reverse

from projects.models import Project
from tests.factories.accounts import UserFactory
from tests.factories.projects import (
    AreaFactory,
    InstitutionFactory,
    MembershipFactory,
    PerspectiveFactory,
    PhaseFactory,
    ProgrammeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _administrator(client):
    client.force_login(UserFactory(administrator=True))


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (ProgrammeFactory, "programme"),
        (PhaseFactory, "phase"),
        (PerspectiveFactory, "perspective"),
        (AreaFactory, "area"),
        (InstitutionFactory, "institution"),
    ],
)
def test_every_kind_of_row_can_be_listed_and_opened(client, factory, name):
    row = factory()

    assert client.get(reverse(f"admin:projects_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:projects_{name}_change", args=[row.pk])).status_code == 200


def test_people_and_projects_can_be_listed_opened_and_searched(client):
    member = MembershipFactory()

    for name, row in (("person", member.person), ("project", member.project)):
        assert (
            client.get(reverse(f"admin:projects_{name}_changelist"), {"q": "sample"}).status_code
            == 200
        )
        assert (
            client.get(reverse(f"admin:projects_{name}_change", args=[row.pk])).status_code == 200
        )


def test_a_source_of_a_project_must_be_an_address(client):
    data = {"title": "Sample", "slug": "sample", "sources": "nowhere", "memberships-TOTAL_FORMS": 0}

    response = client.post(
        reverse("admin:projects_project_add"), data | {"memberships-INITIAL_FORMS": 0}
    )

    assert "sources" in response.context["adminform"].form.errors
    assert not Project.objects.exists()
