"""A page to see where a printer sets things: a frame one inch from the edges, and rulers.

Printed with the shift that is set, the frame stands one inch from the left and the top edge; what
is missing is measured with a ruler and entered.
"""

from dmedesk.printing.grid import LINE, PAGE_HEIGHT, PAGE_WIDTH, RULE
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE

INCH = 72.0
MILLIMETRE = INCH / 25.4

_LONG, _MIDDLE, _SHORT = 14.0, 10.0, 6.0
_RULER_TOP = 4.2 * INCH
_WIDE_MM, _HIGH_MM = 130, 110
_SIXTEENTHS = 16


def ruled_page(*, printer: str, paper: str, right_tenths: int, down_tenths: int) -> bytes:
    """The page as PDF. It names the printer, the kind of paper, and the shift in force."""
    sheet = Sheet(title="Test page", author="DMEDesk")
    _frame(sheet)
    _say(sheet, printer, paper, f"{_mm(right_tenths)} right, {_mm(down_tenths)} down")
    _across(sheet, 1.3 * INCH, _RULER_TOP)
    _down(sheet, PAGE_WIDTH - 1.5 * INCH, _RULER_TOP + INCH)
    return sheet.finish()


def _mm(tenths: int) -> str:
    return f"{tenths / 10:.1f} mm"


def _frame(sheet: Sheet) -> None:
    """A frame whose every side is one inch from the paper's edge."""
    for y in (INCH, PAGE_HEIGHT - INCH):
        sheet.rule(INCH, PAGE_WIDTH - INCH, y, RULE)
    for x in (INCH, PAGE_WIDTH - INCH):
        _upright(sheet, x, INCH, PAGE_HEIGHT - 2 * INCH)


def _upright(sheet: Sheet, x: float, y: float, height: float) -> None:
    sheet.bars(x - RULE / 2, y, height, [RULE])


def _say(sheet: Sheet, printer: str, paper: str, shift: str) -> None:
    left = 1.3 * INCH
    sheet.text(left, 1.6 * INCH, "Test page", TITLE)
    lines = (
        f"{paper}: printer {printer or '(asked each time)'}, shift {shift}",
        "Each side of the frame stands 25.4 mm (1 inch) from the edge of the paper.",
        "Measure from the left and from the top edge. Where it is less, enter what is missing as",
        "right and down in Settings, Printing; where it is more, with a minus before it.",
        "Then lay a ruler against the scales below: 100 mm must be 100 mm. Where they are not,",
        "turn off “fit to page” and “scale” in the printer's own settings.",
    )
    for place, line in enumerate(lines):
        sheet.text(left, 2.1 * INCH + place * 1.4 * LINE, line, TEXT if place else STRONG)


def _across(sheet: Sheet, left: float, y: float) -> None:
    """Millimetres above a level line, sixteenths of an inch below it."""
    sheet.rule(left, left + _WIDE_MM * MILLIMETRE, y, RULE)
    for mm in range(_WIDE_MM + 1):
        high = _LONG if mm % 10 == 0 else _MIDDLE if mm % 5 == 0 else _SHORT
        _upright(sheet, left + mm * MILLIMETRE, y - high, high)
        if mm % 10 == 0:
            sheet.text(left + mm * MILLIMETRE + 2, y - _LONG - 2, f"{mm}", SMALL)
    for part in range(5 * _SIXTEENTHS + 1):
        deep = _LONG if part % 16 == 0 else _MIDDLE if part % 8 == 0 else _SHORT
        _upright(sheet, left + part * INCH / _SIXTEENTHS, y, deep)
        if part % _SIXTEENTHS == 0:
            inches = part // _SIXTEENTHS
            sheet.text(left + inches * INCH + 2, y + _LONG + 8, f"{inches} in", SMALL)


def _down(sheet: Sheet, x: float, top: float) -> None:
    """Millimetres along an upright line."""
    _upright(sheet, x, top, _HIGH_MM * MILLIMETRE)
    for mm in range(_HIGH_MM + 1):
        wide = _LONG if mm % 10 == 0 else _MIDDLE if mm % 5 == 0 else _SHORT
        sheet.rule(x - wide, x, top + mm * MILLIMETRE)
        if mm % 10 == 0:
            sheet.text_right(x - _LONG - 2, top + mm * MILLIMETRE + 3, f"{mm}", SMALL)
