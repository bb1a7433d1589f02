"""No two threads are in the library at once."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from dmedesk.scans.library import one_at_a_time

inside: list[int] = []
most: list[int] = []


@one_at_a_time
def _work(number: int) -> int:
    inside.append(number)
    most.append(len(inside))
    sleep(0.005)
    inside.remove(number)
    return _within(number)


@one_at_a_time
def _within(number: int) -> int:
    return number


def test_one_after_the_other() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_work, range(8))) == list(range(8))
    assert max(most) == 1
