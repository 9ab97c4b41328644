import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

SPP2298 = settings.BASE_DIR / "projects" / "bundles" / "spp2298"
PROGRAMME = {"name": "Sample Foundations of Sampling"}


class Folder:
    """A bundle on disk: `folder.write(projects=[…])` writes files, each named for its key."""

    def __init__(self, path: Path):
        self.path = path
        self.write(programme=PROGRAMME)

    def write(self, **files):
        for name, content in files.items():
            self.write_text(name, json.dumps(content))

    def write_text(self, name, text):
        (self.path / f"{name}.json").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


@pytest.fixture
def load(capsys):
    """Load a folder, or SPP 2298 itself, and return what the command says."""

    def load(path=SPP2298, **options):
        call_command("import_programme", str(path), **options)
        return capsys.readouterr().out

    return load


@pytest.fixture
def refused(capsys):
    """Load a folder with mistakes and return what the command says in its refusal."""

    def refused(path):
        with pytest.raises(CommandError) as refusal:
            call_command("import_programme", str(path))
        assert refusal.value.returncode == 1
        return f"{capsys.readouterr().err}{refusal.value}"

    return refused
