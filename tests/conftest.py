import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import override_settings
from django.utils import translation

from portal.common import kept
from tests.emptying import emptied_quickly


@pytest.fixture(autouse=True, scope="session")
def _static_files_as_they_are():
    """Take static files from where they are written: no test waits for collectstatic."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages):
        yield


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly():
    """Hash as the portal does, with fewer rounds: a third of a second each is for those who guess."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the tables, and empty them quickly after tests that commit."""
    with django_db_blocker.unblock():
        quickly = emptied_quickly()
        quickly.__enter__()
    yield
    quickly.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _empty_cache():
    yield
    cache.clear()
    kept.memory.clear()


@pytest.fixture(autouse=True)
def _a_page_in_german_leaves_no_german_behind():
    with translation.override("en"):
        yield


def pytest_terminal_summary(terminalreporter):
    """Say it loudly when the browser tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    unseen = [report for report in skipped if "no Chromium at" in str(report.longrepr)]
    if unseen:
        message = f"{len(unseen)} BROWSER TESTS DID NOT RUN: there is no Chromium (see CHROMIUM)"
        terminalreporter.write_sep("!", message, red=True, bold=True)
