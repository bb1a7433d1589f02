"""Whom a paper goes to and whom it is about, set for a #10 envelope with a left window.

The window is 4 1/2 by 1 1/8 inches, 7/8 from the left and 1/2 from the bottom of a 9 1/2 by 4 1/8
envelope. A sheet folded in thirds (3 2/3 inches) slides 1 inch sideways and almost 1/2 inch up
and down in it. So whatever the sheet does, the window shows 7/8 to 4 3/8 inches from the left and
2 1/2 to 3 1/6 from the top, and may show anything from 0 to 5 3/8 and 2 1/24 to 3 5/8. Four lines
of the address to mail to stand inside the first; inside the second stands nothing else. More
lines grow upward, for a sheet settles at the bottom of its envelope.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dmedesk.kit.postal import Address
from dmedesk.printing.grid import LEFT, LINE, RIGHT, baseline, column, column_end
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, TEXT, Style
from dmedesk.printing.wrapping import fits, wrap

_LABELS_AT = 8
_RULE_BELOW_LABELS = 5.0
_FIRST_AT = 12
_LAST_AT = 15
_HIGHEST_AT = 10
# What stands in a column of its own beside the window, safe from a sheet that slid to the right.
_WINDOW_COLUMN = 2
_WINDOW_COLUMN_END = 6
_BESIDE_COLUMN = 9


@dataclass(frozen=True, slots=True)
class Addressee:
    """An address on a paper under its label, with labelled numbers below it."""

    label: str
    address: Address
    numbers: tuple[tuple[str, str], ...] = ()


def draw_addresses(sheet: Sheet, mailed_to: Addressee, about: Addressee) -> float:
    """The two addresses side by side, the first in the window; answers the last baseline used."""
    window_x, window_end = column(_WINDOW_COLUMN), column_end(_WINDOW_COLUMN_END)
    beside_x = column(_BESIDE_COLUMN)
    y = baseline(_LABELS_AT)
    sheet.text(window_x, y, mailed_to.label, SMALL)
    sheet.text(beside_x, y, about.label, SMALL)
    sheet.rule(LEFT, RIGHT, y + _RULE_BELOW_LABELS)
    in_window = _lines(mailed_to, window_end - window_x)
    beside = _lines(about, RIGHT - beside_x)
    first = max(_HIGHEST_AT, min(_FIRST_AT, _LAST_AT + 1 - len(in_window)))
    top = baseline(first)
    _draw(sheet, window_x, top, in_window)
    _draw(sheet, beside_x, top, beside)
    return top + (max(len(in_window), len(beside), 1) - 1) * LINE


def _lines(addressee: Addressee, width: float) -> list[tuple[str, Style]]:
    """The address in the size in which each of its lines fits, else in the small one, wrapped."""
    address = (addressee.address.name, *addressee.address.lines)
    style = TEXT if all(fits(text, TEXT, width) for text in address) else SMALL
    styled = [(line, style) for text in address for line in wrap(text, style, width, most=2)]
    for label, number in addressee.numbers:
        styled.extend((line, SMALL) for line in wrap(f"{label} {number}", SMALL, width, most=2))
    return styled


def _draw(sheet: Sheet, x: float, y: float, lines: Sequence[tuple[str, Style]]) -> None:
    for number, (line, style) in enumerate(lines):
        sheet.text(x, y + number * LINE, line, style)
