import factory

from news.models import Article, State
from portal.common.partial_dates import PartialDate


class ArticleFactory(factory.django.DjangoModelFactory):
    """A published article of our own; see the traits for others. `projects=[project]` links it."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=State.DRAFT)
        archived = factory.Trait(state=State.ARCHIVED)
        external = factory.Trait(
            body="", external_url=factory.Sequence("https://www.example.org/report-{}".format)
        )

    title = factory.Sequence("Sample article {}".format)
    summary = "What the sample article says in a sentence."
    body = "The text of the sample article."
    state = State.PUBLISHED
    date = factory.Transformer(None, transform=lambda text: text and PartialDate.parse(str(text)))

    @factory.post_generation
    def projects(self, create, extracted, **kwargs):
        if extracted:
            self.projects.add(*extracted)
