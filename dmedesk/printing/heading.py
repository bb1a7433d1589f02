"""What a paper is and which one: title, number and barcode; and the slim head of later pages."""

from dmedesk.printing.barcode import widths
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, TITLE, width_of
from dmedesk.printing.wrapping import fits, wrap

_TITLE_COLUMN = 9
_BAR_HEIGHT = 26.0
_BARS_BELOW_NUMBER = 8.0
# Whole dots of a 300-dpi printer: 4, 3 and 2.
_MODULE_WIDTHS = (0.96, 0.72, 0.48)


def draw_heading(sheet: Sheet, title: str, number: str, *, has_bars: bool = True) -> None:
    """Title, number and barcode at the top right. The quiet zones lie in the white around it.

    Without bars on what goes with a paper and must not be taken for it when it is scanned.

    Raises ``ValueError`` where Code 128 cannot write the number, or not in four columns.
    """
    sheet.text(column(_TITLE_COLUMN), baseline(1), title, TITLE)
    y = baseline(2.5)
    _draw_name(sheet, y, number)
    if has_bars:
        _draw_bars(sheet, y, number)


def barcode_length(number: str) -> float:
    """How long the barcode of a paper's number is, in points, without its quiet zones.

    Raises ``ValueError`` where there can be none.
    """
    modules = sum(widths(number))
    return modules * module_width(modules)


def draw_copy_mark(sheet: Sheet, copy: int, *, title: str) -> None:
    """Between two rules, so that any printer shows that this is not the first print.

    It stands beside the title, or where that is too long beside the number below it. The first
    print has none.
    """
    if copy <= 1:
        return
    mark = f"COPY {copy}"
    wide = width_of(mark, STRONG)
    is_beside = fits(title, TITLE, RIGHT - column(_TITLE_COLUMN) - wide - LINE)
    y = baseline(1) if is_beside else baseline(2.5)
    sheet.rule(RIGHT - wide, RIGHT, y - LINE + 0.5, RULE)
    sheet.text_right(RIGHT, y, mark, STRONG)
    sheet.rule(RIGHT - wide, RIGHT, y + 4, RULE)


def module_width(modules: int) -> float:
    """The widest module, in points, with which that many fit between columns 9 and 12.

    Raises ``ValueError`` where none does.
    """
    room = RIGHT - column(_TITLE_COLUMN)
    for width in _MODULE_WIDTHS:
        if modules * width <= room:
            return width
    raise ValueError(f"{modules} modules are too many for the barcode's {room:.1f} points")


def draw_running_head(sheet: Sheet, supplier: str, paper: str, *, barcode: str = "") -> None:
    """The head of a later page: whose paper it is at the left, which one above columns 9 to 12.

    With ``barcode`` that number stands below as one, for pages that come back signed.
    """
    width = column_end(_TITLE_COLUMN - 1) - LEFT
    for line in wrap(supplier, SMALL, width, most=1):
        sheet.text(LEFT, baseline(1), line, SMALL)
    _draw_name(sheet, baseline(1), paper)
    if barcode:
        _draw_bars(sheet, baseline(1), barcode)


def _draw_bars(sheet: Sheet, y: float, number: str) -> None:
    """The number as a barcode below its baseline ``y``."""
    modules = widths(number)
    module = module_width(sum(modules))
    bars = [module * width for width in modules]
    sheet.bars(column(_TITLE_COLUMN), y + _BARS_BELOW_NUMBER, _BAR_HEIGHT, bars)


def _draw_name(sheet: Sheet, y: float, name: str) -> None:
    """The paper's number in bold, or small where it is too long for that."""
    x = column(_TITLE_COLUMN)
    style = STRONG if fits(name, STRONG, RIGHT - x) else SMALL
    for line in wrap(name, style, RIGHT - x, most=1):
        sheet.text(x, y, line, style)
