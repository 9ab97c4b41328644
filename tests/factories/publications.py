import factory

from projects.publications.models import Authorship, Publication


class PublicationFactory(factory.django.DjangoModelFactory):
    """A paper of last year's kind; `authors=[person, "A name"]` says who wrote it, in their order."""

    class Meta:
        model = Publication
        skip_postgeneration_save = True

    title = factory.Sequence("Sample paper {}".format)
    date = "2024"
    venue = "Sample Journal 1, 1–20"

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        for position, author in enumerate(extracted or ()):
            person = None if isinstance(author, str) else author
            AuthorshipFactory(publication=self, person=person, name=str(author), position=position)


class AuthorshipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authorship

    publication = factory.SubFactory(PublicationFactory)
    name = factory.Sequence("Sample Author {}".format)
