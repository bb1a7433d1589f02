"""DataMatrix (ISO/IEC 16022, ECC 200), the square code of small labels, as rows of modules."""

from collections.abc import Iterator, Sequence
from typing import Any

Modules = Sequence[Sequence[bool]]
"""Rows of modules from the top, each from the left; True is black."""

QUIET_MODULES = 1
"""The white that must stay free around it, in modules."""


def modules(text: str) -> Modules:
    """The square symbol of a text. ``ValueError`` where it is empty, or too long for one."""
    # Paid by whoever prints labels, not by every start of the program.
    import zxingcpp  # noqa: PLC0415

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    # The library's picture is a buffer of bytes; its types do not say so.
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    picture: Any = memoryview(image)
    return tuple(tuple(dot == 0 for dot in line) for line in picture.tolist())


def runs(line: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The black runs of a row: where each begins, and how many modules it has."""
    start = 0
    for at, is_black in enumerate((*line, False)):
        if not is_black:
            if at > start:
                yield start, at - start
            start = at + 1
