import pytest

from portal.common.serving import demonstration

pytestmark = pytest.mark.django_db


def test_an_empty_database_is_filled_once_and_the_accounts_are_named(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert demonstration.is_wanted()
    assert demonstration.accounts() == []

    demonstration.load()

    assert not demonstration.is_wanted()
    assert [account["role"] for account in demonstration.accounts()] == [
        *["coordinator", "organiser", "editor", "member"],
    ]
