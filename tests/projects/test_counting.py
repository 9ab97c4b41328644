import pytest

from projects.counting import perspectives
from tests.factories.projects import PerspectiveFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_perspectives_stand_in_their_order_with_their_projects(django_assert_num_queries):
    second, first = (
        PerspectiveFactory(name="B", position=2),
        PerspectiveFactory(name="A", position=1),
    )
    ProjectFactory(perspectives=[first, second])
    ProjectFactory(perspectives=[second])

    with django_assert_num_queries(1):
        assert [(p.name, p.project_count) for p in perspectives()] == [("A", 1), ("B", 2)]
