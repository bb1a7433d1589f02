"""The items of a slip as rows: what it is at the left, its serial large at the right."""

from dmedesk.deliveries.rules.paper import SlipItem, SlipPaper
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, column, column_end
from dmedesk.printing.table import Line, Mark, Row, stacked
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE, Style
from dmedesk.printing.wrapping import fits, wrap

_WAY_X, _CODE_X, _WHAT_X, _SERIAL_X = LEFT, column(2), column(3), column(8)
_FIRST_DROP = 15.0
_LAST_GAP = 5.0


def head_row() -> Row:
    """The titles of the columns."""
    titles = ((_WAY_X, "Qty"), (_CODE_X, "HCPCS"), (_WHAT_X, "Item, brand and model"))
    marks = [Mark(x, LINE, title, SMALL) for x, title in titles]
    marks.append(Mark(RIGHT, LINE, "Serial number", SMALL, right=True))
    height = LINE + _LAST_GAP
    return Row(height, tuple(marks), (Line(LEFT, RIGHT, height, RULE),))


def item_rows(paper: SlipPaper) -> list[Row]:
    """One row an item; where things go both ways each says which."""
    ways = {item.way for item in paper.items}
    return [_row(item, says_way=len(ways) > 1) for item in paper.items]


def _row(item: SlipItem, *, says_way: bool) -> Row:
    described = wrap(item.description, TEXT, column_end(7) - _WHAT_X, most=3)
    made = " ".join(filter(None, (item.brand, item.model)))
    below = [
        line
        for text in (made, item.accessories, item.certificate)
        for line in wrap(text, SMALL, column_end(7) - _WHAT_X, most=3)
    ]
    way = (Mark(_WAY_X, _FIRST_DROP + LINE, item.way.value.title(), STRONG),) if says_way else ()
    marks = (
        Mark(_WAY_X, _FIRST_DROP, str(item.quantity), TEXT),
        *way,
        Mark(_CODE_X, _FIRST_DROP, item.hcpcs, TEXT),
        *stacked(_WHAT_X, _FIRST_DROP, described, TEXT),
        *stacked(_WHAT_X, _FIRST_DROP + len(described) * LINE, below, SMALL),
        *_serial(item.serial),
    )
    lines = max(len(described) + len(below), 2)
    height = _FIRST_DROP + (lines - 1) * LINE + _LAST_GAP
    return Row(height, marks, (Line(LEFT, RIGHT, height),))


def _serial(serial: str) -> tuple[Mark, ...]:
    """The serial, as large as the column lets it be; never cut, broken where it is very long."""
    room = RIGHT - _SERIAL_X
    for style in (TITLE, STRONG):
        if fits(serial, style, room):
            return (Mark(RIGHT, _drop(style), serial, style, right=True),)
    return stacked(RIGHT, _FIRST_DROP, wrap(serial, STRONG, room), STRONG, right=True)


def _drop(style: Style) -> float:
    return _FIRST_DROP + (4.0 if style is TITLE else 0.0)
