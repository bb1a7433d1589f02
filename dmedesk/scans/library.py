"""PDFium is one library for the whole program, and no two threads may be in it at once."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LOCK = RLock()


def one_at_a_time(work: Callable[P, T]) -> Callable[P, T]:
    """Let nobody else into the library while this runs."""

    @wraps(work)
    def alone(*args: P.args, **kwargs: P.kwargs) -> T:
        with LOCK:
            return work(*args, **kwargs)

    return alone
