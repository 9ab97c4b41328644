import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory, TalkFactory
from tests.factories.slides import PDF

PPTX_PARTS = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.'
    'presentationml.presentation.main+xml" PartName="/ppt/presentation.xml"/></Types>'
)
ODP_TYPE = "application/vnd.oasis.opendocument.presentation"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the files of this test are stored."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "slides"


@pytest.fixture
def speaker(db, client):
    """A member who is signed in."""
    user = UserFactory(roles=[Role.MEMBER])
    client.force_login(user)
    return user


@pytest.fixture
def talk(speaker):
    """A talk of the signed-in speaker that was given a week ago."""
    return TalkFactory(event=EventFactory(past=True), by=speaker)


def upload(content=PDF, name="slides.pdf"):
    return SimpleUploadedFile(name, content)


def archive(**parts):
    """An archive of these parts, given by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return content.getvalue()


def sent(**changes):
    """What the form sends: public at once, in CC BY."""
    return {"release": "now", "licence": "cc-by-4.0"} | changes
