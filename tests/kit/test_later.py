"""What is made later is made once, when it is first used, and stands for itself."""

from dmedesk.kit.later import later


class _Shelf:
    def __init__(self) -> None:
        self.room = 3

    def take(self, count: int) -> int:
        self.room -= count
        return self.room


def test_nothing_is_made_until_it_is_used_and_then_once() -> None:
    made: list[_Shelf] = []

    def make() -> _Shelf:
        made.append(_Shelf())
        return made[-1]

    shelf = later(make)
    assert made == []
    assert shelf.take(1) == 2
    assert shelf.room == 2
    assert len(made) == 1
