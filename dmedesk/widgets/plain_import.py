"""Reads Qt without letting it watch every import of the program."""

import builtins
from importlib import import_module


def read_qt() -> None:
    """Read Qt's core, and leave Python's ``__import__`` as it was before.

    PySide puts its own in that place: at each import anywhere it looks through the source of the
    module for a wish for other spellings (``__feature__``). Nothing here wishes for them, and a
    start that reads two hundred modules waits for it.
    """
    plain = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain
