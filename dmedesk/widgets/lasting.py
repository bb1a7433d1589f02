"""Keeps Python's ``None`` alive under Qt's binding, which gives it back once too often.

PySide6 6.12 is built with headers in which ``None`` needs no counting, as it is from Python 3.12
on. On an older Python every call of Qt that answers ``None`` therefore takes one reference from it
without having one, and after some ten thousand calls the interpreter ends with "deallocating
None" (seen with 6.12.0 on Python 3.11.7). Told of more references than can ever be taken, it
stays, which is what Python 3.12 does with it for good.
"""

import ctypes
import sys

_COUNTED_UNTIL = (3, 12)
_NEVER_USED_UP = 1 << 40
_PLENTY = _NEVER_USED_UP >> 1


def keep_none() -> None:
    """Make ``None`` last as long as the program. Needs to be done once, before Qt is used."""
    if sys.version_info < _COUNTED_UNTIL and sys.getrefcount(None) < _PLENTY:
        # The count is the first field of every object in CPython up to that version.
        count = ctypes.c_ssize_t.from_address(id(None))
        count.value += _NEVER_USED_UP
