from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def alive(_request):
    """Say that this web process answers; nothing else is asked."""
    return JsonResponse({"status": "alive"})


@never_cache
def ready(_request):
    """Say whether the database and Redis answer; 503 where one does not."""
    checks = {"database": _answers(_ask_database), "redis": _answers(_ask_redis)}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _answers(question):
    try:
        question()
    except Exception:  # noqa: BLE001  whatever fails, the answer is "not ready"
        return False
    return True


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis():
    cache.ask()  # type: ignore[attr-defined]  # of SurvivingRedisCache
