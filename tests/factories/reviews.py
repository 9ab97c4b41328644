import factory

from events.reviews.models import Assignment, DeclaredConflict, Review, Reviewer, Round
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.submissions import CallFactory, SubmissionFactory


class ReviewerFactory(factory.django.DjangoModelFactory):
    """A member who reviews for a call, of all tracks; `tracks=[track]` for some alone."""

    class Meta:
        model = Reviewer
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    user = factory.SubFactory(UserFactory, roles=[Role.MEMBER])

    @factory.post_generation
    def tracks(self, create, extracted, **kwargs):
        if extracted is not None:
            self.all_tracks = False
            self.save()
            self.tracks.set(extracted)


class _OfACall(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    submission = factory.SubFactory(SubmissionFactory)
    reviewer = factory.SubFactory(ReviewerFactory, call=factory.SelfAttribute("..submission.call"))


class ReviewFactory(_OfACall):
    """A review of the present text; `revision` says of which other."""

    class Meta:
        model = Review

    score = 4
    comment = "Clear and new. *(A sample comment.)*"
    revision = factory.SelfAttribute("submission.revision")


class AssignmentFactory(_OfACall):
    class Meta:
        model = Assignment


class DeclaredConflictFactory(_OfACall):
    class Meta:
        model = DeclaredConflict

    why = "We share an office. (A sample reason.)"


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    call = factory.SubFactory(CallFactory)
