import pytest

from projects.counting import Counts, counts, perspectives
from projects.models import Membership
from tests.factories.projects import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    PerspectiveFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


def test_figures_are_counted_in_one_query(django_assert_num_queries):
    ada = PersonFactory()
    for _ in range(2):
        project = ProjectFactory(investigators=[ada])
    MembershipFactory(project=project, role=Membership.Role.RESEARCHER)
    for city in ("Tübingen", "tubingen", "Munich", ""):
        InstitutionFactory(city=city)

    with django_assert_num_queries(1):
        found = counts()

    assert found == Counts(projects=2, investigators=1, institutions=4, cities=2)


def test_perspectives_stand_in_their_order_with_their_projects(django_assert_num_queries):
    second, first = (
        PerspectiveFactory(name="B", position=2),
        PerspectiveFactory(name="A", position=1),
    )
    ProjectFactory(perspectives=[first, second])
    ProjectFactory(perspectives=[second])

    with django_assert_num_queries(1):
        assert [(p.name, p.project_count) for p in perspectives()] == [("A", 1), ("B", 2)]
