import pytest

from portal.common.kept.memory import MEGABYTE, Kept, Memory

HALF = Kept(b"x" * (MEGABYTE // 2), "text/html", None)


@pytest.fixture
def memory(settings):
    settings.KEPT_PAGES_MB = 1
    return Memory()


def test_what_nobody_asked_for_the_longest_makes_room(memory):
    memory.put("a", HALF)
    memory.put("b", HALF)
    memory.get("a")
    memory.put("c", HALF)

    assert [memory.get(name) for name in "abc"] == [HALF, None, HALF]


def test_a_page_that_is_put_again_takes_its_room_once(memory):
    memory.put("a", HALF)
    memory.put("b", HALF)
    memory.put("b", HALF)

    assert memory.get("a") == HALF


def test_a_page_too_large_is_not_kept(memory):
    memory.put("a", Kept(b"x" * (MEGABYTE + 1), "text/html", None))

    assert memory.get("a") is None
