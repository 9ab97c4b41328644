import stat
import threading

from portal.common.secret import kept_secret


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "data" / "secret-key"

    secret = kept_secret(path)

    assert kept_secret(path) == secret
    assert len(secret) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path):
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "other")


def test_whoever_asks_at_the_same_moment_gets_the_same_secret(tmp_path):
    together, got = threading.Barrier(8), []

    def ask():
        together.wait()
        got.append(kept_secret(tmp_path / "secret-key"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(got)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
