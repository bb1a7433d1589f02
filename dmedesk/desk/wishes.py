"""What the user wants after this window: nothing more, another shop, or to choose one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Wish:
    """``choosing`` opens the start window; ``address`` is the shop to open, empty for none.

    ``removing`` is the address of a demo shop that is to be removed once it is closed.
    """

    choosing: bool = False
    address: str = ""
    removing: str = ""


ENOUGH = Wish()
"""The program may end."""

Leave: TypeAlias = Callable[[Wish], None]
"""Closes the window, if nothing typed is in the way, and does what was wished."""
