import factory

from projects.models import (
    Area,
    ChangeRequest,
    Institution,
    Membership,
    Person,
    Perspective,
    Phase,
    Programme,
    Project,
)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Sample Person {}".format)
    slug = factory.Sequence("sample-person-{}".format)


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution

    name = factory.Sequence("Sample University {}".format)
    slug = factory.Sequence("sample-university-{}".format)
    city = factory.Sequence("Sample City {}".format)
    country = "DE"


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """The one programme; made twice, it is the same row."""

    class Meta:
        model = Programme
        django_get_or_create = ["id"]

    id = 1
    name = "Sample Foundations of Sampling"
    name_de = "Musterhafte Grundlagen"
    acronym = "SPP 0000"
    contact = "office@example.org"


class PhaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Phase
        django_get_or_create = ["number"]

    number = factory.Sequence(lambda n: n + 1)
    label = factory.LazyAttribute(lambda phase: f"Funding period {phase.number}")


class PerspectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Perspective

    name = factory.Sequence("Sample perspective {}".format)
    slug = factory.Sequence("sample-perspective-{}".format)
    position = factory.Sequence(int)


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    name = factory.Sequence("sample area {}".format)
    slug = factory.Sequence("sample-area-{}".format)


class ProjectFactory(factory.django.DjangoModelFactory):
    """A project; `phases=`, `perspectives=`, `areas=`, `institutions=` take lists of what it has.

    `investigators=[person]` makes people its principal investigators.
    """

    class Meta:
        model = Project
        skip_postgeneration_save = True

    title = factory.Sequence("Sample project {}".format)
    slug = factory.Sequence("sample-project-{}".format)

    @factory.post_generation
    def phases(self, create, extracted, **kwargs):
        if extracted:
            self.phases.add(*extracted)

    @factory.post_generation
    def perspectives(self, create, extracted, **kwargs):
        if extracted:
            self.perspectives.add(*extracted)

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.add(*extracted)

    @factory.post_generation
    def institutions(self, create, extracted, **kwargs):
        if extracted:
            self.institutions.add(*extracted)

    @factory.post_generation
    def investigators(self, create, extracted, **kwargs):
        for position, person in enumerate(extracted or ()):
            MembershipFactory(project=self, person=person, position=position)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    project = factory.SubFactory(ProjectFactory)
    role = Membership.Role.PRINCIPAL_INVESTIGATOR


class ChangeRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeRequest

    text = factory.Sequence("Please change number {}.".format)
    person = factory.SubFactory(PersonFactory)
    asked_by = factory.SubFactory("tests.factories.accounts.UserFactory")
