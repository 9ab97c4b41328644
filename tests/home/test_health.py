import pytest


def test_a_web_process_says_it_is_alive_whatever_else_is_down(client, settings):
    settings.CACHES = unreachable_redis()

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_the_portal_is_ready_when_database_and_redis_answer(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"database": True, "redis": True})


@pytest.mark.django_db
def test_without_redis_it_is_not_ready(client, settings):
    settings.CACHES = unreachable_redis()

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"database": True, "redis": False})


def test_without_the_database_it_is_not_ready(client):
    # Only tests that ask for it get a database; here every query fails.
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"database": False, "redis": True})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_nobody_keeps_an_old_answer(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def unreachable_redis():
    return {
        "default": {
            "BACKEND": "portal.common.cache.SurvivingRedisCache",
            "LOCATION": "unix:///nowhere/redis.sock?db=0",
        }
    }
