import hashlib

import factory
from django.core.files.base import ContentFile

from events.slides.models import Kind, Slides, Version
from tests.factories.events import TalkFactory

PDF = b"%PDF-1.7\nmade up to be uploaded\n%%EOF\n"


class SlidesFactory(factory.django.DjangoModelFactory):
    """The slides of a talk, without a file, public after it."""

    class Meta:
        model = Slides
        django_get_or_create = ["talk"]

    talk = factory.SubFactory(TalkFactory)


class VersionFactory(factory.django.DjangoModelFactory):
    """A small PDF as the slides of a talk."""

    class Meta:
        model = Version

    slides = factory.SubFactory(SlidesFactory)
    kind = Kind.PDF
    file = factory.LazyFunction(lambda: ContentFile(PDF, "anything.pdf"))
    size = len(PDF)
    digest = hashlib.sha256(PDF).hexdigest()
