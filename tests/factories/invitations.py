import datetime

import factory
from django.utils import timezone

from projects.invitations.models import Invitation
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open invitation to the portal; `to_project`, `expired`, `revoked`, `accepted`."""

    class Meta:
        model = Invitation

    class Params:
        to_project = factory.Trait(
            project=factory.SubFactory(ProjectFactory), project_role="researcher"
        )
        expired = factory.Trait(
            expires_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
        )
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))
        accepted = factory.Trait(accepted_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence("invited-{}@example.org".format)
    name = factory.Sequence("Sample Invitee {}".format)
    invited_by = factory.SubFactory(UserFactory)
