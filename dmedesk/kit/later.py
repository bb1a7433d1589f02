"""A thing that is made when it is first used, by whoever uses it.

So the desk stands on the screen while its worker still reads the houses behind it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Later:
    def __init__(self, make: Callable[[], object]) -> None:
        self._made = cache(make)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made(), name)


def later(make: Callable[[], T]) -> T:
    """Stands for what ``make`` answers, for whoever calls its methods and reads its attributes."""
    return cast("T", _Later(make))
