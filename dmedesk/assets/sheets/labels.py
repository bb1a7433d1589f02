"""Labels to stick on units: serial and own number, what it is, whom to call; two codes to scan.

The DataMatrix stands at the right and bears the serial, as does the Code 128 along the foot where
the label is wide enough for bars that a hand scanner reads. A serial is never cut.
"""

from collections.abc import Sequence
from itertools import accumulate

from dmedesk.assets.rules.labels import LabelLayout, UnitLabel
from dmedesk.kit.postal import Letterhead
from dmedesk.printing.barcode import QUIET_MODULES, widths
from dmedesk.printing.matrix import Modules
from dmedesk.printing.matrix import modules as matrix_of
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, TITLE, Style
from dmedesk.printing.wrapping import fits, wrap

_SIDE, _ABOVE = 7.0, 3.5
_GAP = 4.0
_LOW = 30.0
_SMALL_STRONG = Style(SMALL.size, bold=True)
_BARS_SHARE, _TALLEST_BARS = 0.28, 30.0
_MATRIX_SHARE = 0.28
# Whole dots of a 300-dpi printer, the largest first; the last are still read at 150.
_BAR_MODULES = (1.44, 1.2, 0.96, 0.72)
_MATRIX_MODULES = (4.32, 3.6, 2.88, 2.64, 2.4, 2.16, 1.92, 1.68, 1.44, 1.2, 0.96)


def label_pdf(
    labels: Sequence[UnitLabel], layout: LabelLayout, supplier: Letterhead, *, start: int = 1
) -> bytes:
    """The labels as PDF, beginning with the ``start``-th of the first sheet, counted from 1.

    Raises ``ValueError`` where there is no such label on a sheet, or no label to print.
    """
    if not labels or not 1 <= start <= layout.a_page:
        raise ValueError(f"{len(labels)} labels from {start} of {layout.a_page}")
    size = (layout.page_width, layout.page_height)
    sheet = Sheet(title="Unit labels", author=supplier.name, size=size)
    for number, label in enumerate(labels, start=start - 1):
        page, place = divmod(number, layout.a_page)
        if page and not place:
            sheet.next_page()
        _draw(sheet, label, layout, supplier, layout.corner(place))
    return sheet.finish()


def _draw(
    sheet: Sheet,
    label: UnitLabel,
    layout: LabelLayout,
    supplier: Letterhead,
    corner: tuple[float, float],
) -> None:
    x, y = corner[0] + _SIDE, corner[1] + _ABOVE
    width, height = layout.width - 2 * _SIDE, layout.height - 2 * _ABOVE
    bars = _bars(label.serial, width) if layout.has_bars else []
    if bars:
        bar_height = min(_BARS_SHARE * height, _TALLEST_BARS)
        sheet.bars(x + (width - sum(bars)) / 2, y + height - bar_height, bar_height, bars)
        height -= bar_height + _GAP
    matrix = matrix_of(label.serial)
    module = _matrix_module(matrix, min(height, _MATRIX_SHARE * layout.width))
    side = module * len(matrix)
    sheet.modules(x + width - side, y, module, matrix)
    said = _said(label, supplier, width - side - 2 * _GAP, height)
    drops = accumulate(_leading(style) for _text, style in said)
    for (text, style), drop in zip(said, drops, strict=True):
        sheet.text(x, y + drop - _below(style), text, style)


def _bars(serial: str, width: float) -> list[float]:
    """The bars of the serial as wide as they may be; none where they have no room, or no code."""
    if not (serial.isascii() and serial.isprintable()):
        return []
    modules = widths(serial)
    for module in _BAR_MODULES:
        # The label's own margin is white, too.
        if module * (sum(modules) + 2 * QUIET_MODULES) <= width + 2 * _SIDE:
            return [module * one for one in modules]
    return []


def _matrix_module(matrix: Modules, room: float) -> float:
    """The widest module with which the code has room; the narrowest where none has."""
    fitting = (one for one in _MATRIX_MODULES if one * len(matrix) <= room)
    return next(fitting, _MATRIX_MODULES[-1])


def _said(
    label: UnitLabel, supplier: Letterhead, width: float, height: float
) -> list[tuple[str, Style]]:
    """The lines beside the code: the serial whole, then as much as there is room for."""
    style = STRONG if height > _LOW else _SMALL_STRONG
    if height > 4 * TITLE.size and fits(label.serial, TITLE, width):
        style = TITLE
    serial = [(line, style) for line in wrap(label.serial, style, width)]
    room = int((height - len(serial) * _leading(style)) // _leading(SMALL))
    shop = _shop(supplier, width, lines=room)
    own = [f"Our no. {label.inventory_no}"] if label.inventory_no else []
    if own and room - len(shop) < 2:
        product = wrap(f"{label.inventory_no} {label.product}", SMALL, width, most=1)
        own = []
    else:
        most = max(1, room - len(shop) - len(own))
        product = wrap(label.product, SMALL, width, most=most)
    below = [line for text in own for line in wrap(text, SMALL, width, most=1)]
    lines = [*below, *product][: max(0, room - len(shop))]
    return [*serial, *((line, SMALL) for line in (*lines, *shop))]


def _shop(supplier: Letterhead, width: float, *, lines: int) -> list[str]:
    """Whom to call: name and phone; of a small label the phone alone."""
    both = " ".join(filter(None, (supplier.name, supplier.phone)))
    if fits(both, SMALL, width):
        return [both]
    if lines > 3:
        apart = [*wrap(supplier.name, SMALL, width, most=1), supplier.phone]
        return [line for line in apart if line]
    return list(wrap(supplier.phone or supplier.name, SMALL, width, most=1))


def _leading(style: Style) -> float:
    return style.size + 1.0


def _below(style: Style) -> float:
    """How far a line's letters hang below their baseline, about."""
    return style.size * 0.25
