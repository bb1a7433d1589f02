"""Keeps Python's constants alive under Qt's binding, which gives them back once too often.

PySide6 6.12 is built with headers in which ``None``, ``True`` and ``False`` need no counting, as it
is from Python 3.12 on. On an older Python every call of Qt that answers ``None``, and every
``Signal.emit``, which answers ``True``, therefore takes one reference without having one, and after
some thousand calls the interpreter ends with "deallocating None" or "deallocating True or False"
(seen with 6.12.0 on Python 3.11.7). Told of more references than can ever be taken, they stay,
which is what Python 3.12 does with them for good.
"""

import ctypes
import sys

_COUNTED_UNTIL = (3, 12)
_NEVER_USED_UP = 1 << 40
_PLENTY = _NEVER_USED_UP >> 1


def keep_constants() -> None:
    """Make the constants last as long as the program. Needs to be done once, before Qt is used."""
    if sys.version_info >= _COUNTED_UNTIL:
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _PLENTY:
            # The count is the first field of every object in CPython up to that version.
            count = ctypes.c_ssize_t.from_address(id(constant))
            count.value += _NEVER_USED_UP
