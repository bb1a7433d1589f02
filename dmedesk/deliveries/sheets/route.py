"""A driver's route of a day: the stops in their order, and what is loaded and comes back."""

from dmedesk.deliveries.rules.paper import PacketPaper, RouteItem, RoutePaper, RouteStop, SlipPaper
from dmedesk.deliveries.rules.words import Way
from dmedesk.deliveries.sheets.packet import draw_packet
from dmedesk.deliveries.sheets.signing import tick
from dmedesk.deliveries.sheets.slip import draw_slip
from dmedesk.printing.footer import FOOTER_TOP, draw_footer
from dmedesk.printing.grid import LEFT, LINE, RIGHT, RULE, baseline, column, column_end
from dmedesk.printing.heading import draw_copy_mark, draw_running_head
from dmedesk.printing.letterhead import draw_letterhead
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.table import Line, Mark, Row, draw_row, pages_of
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE, Style
from dmedesk.printing.wrapping import wrap

_TITLE = "Route sheet"
_WHERE_X, _WHAT_X, _SERIAL_X = column(2), column(6), column(10)
_DROP, _BELOW = 15.0, 6.0
_ABOUT_AT = 8
_TOP_AT = 11
_BOTTOM = FOOTER_TOP - LINE
_LATER_TOP = baseline(2.5)
_END_HEIGHT = 5 * LINE


def route_pdf(paper: RoutePaper) -> bytes:
    """The sheet as PDF, the same bytes for the same values."""
    sheet = Sheet(title=_name(paper), author=paper.supplier.name)
    _draw_route(sheet, paper)
    return sheet.finish()


def batch_pdf(route: RoutePaper, papers: tuple[SlipPaper | PacketPaper, ...]) -> bytes:
    """The route sheet and behind it every slip in the order of the stops, or its packet.

    Raises as ``slip_pdf``.
    """
    sheet = Sheet(title=_name(route), author=route.supplier.name)
    _draw_route(sheet, route)
    for paper in papers:
        sheet.next_page()
        if isinstance(paper, PacketPaper):
            draw_packet(sheet, paper)
        else:
            draw_slip(sheet, paper)
    return sheet.finish()


def _name(paper: RoutePaper) -> str:
    return " ".join(filter(None, (_TITLE, str(paper.planned_on), paper.driver)))


def _draw_route(sheet: Sheet, paper: RoutePaper) -> None:
    rows = [_stop_row(number, stop) for number, stop in enumerate(paper.stops, start=1)]
    top, head = baseline(_TOP_AT), _head_row()
    pages = pages_of(
        [row.height for row in rows],
        first=_BOTTOM - top - head.height,
        later=_BOTTOM - _LATER_TOP - head.height,
        carry=0,
        tail=_END_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        y = top
        if number == 1:
            _draw_head(sheet, paper)
        else:
            sheet.next_page()
            draw_running_head(sheet, paper.supplier.name, _name(paper))
            y = _LATER_TOP
        y = draw_row(sheet, head, y)
        for at in page:
            tick(sheet, LEFT, y + _DROP + 1.75 * LINE, "")
            y = draw_row(sheet, rows[at], y)
        if number == len(pages):
            _draw_end(sheet, paper, y)
        draw_footer(sheet, _name(paper), number, len(pages))


def _draw_head(sheet: Sheet, paper: RoutePaper) -> None:
    draw_letterhead(sheet, paper.supplier)
    sheet.text(column(9), baseline(1), _TITLE, TITLE)
    draw_copy_mark(sheet, paper.copy, title=_TITLE)
    y = baseline(_ABOUT_AT)
    facts = (
        (LEFT, "Day", f"{paper.planned_on:%a} {paper.planned_on}"),
        (column(4), "Driver", paper.driver or "nobody yet"),
        (column(7), "Stops", str(len(paper.stops))),
        (column(10), "Money to take", "none"),
    )
    for x, label, value in facts:
        sheet.text(x, y, label, SMALL)
        for line in wrap(value, STRONG, column_end(3) - LEFT, most=1):
            sheet.text(x, y + 1.6 * LINE, line, STRONG)
    sheet.rule(LEFT, RIGHT, y + 5)


def _head_row() -> Row:
    titles = ((LEFT, "Stop"), (_WHERE_X, "Where"), (_WHAT_X, "What"), (_SERIAL_X, "Serial number"))
    marks = tuple(Mark(x, LINE, title, SMALL) for x, title in titles)
    return Row(LINE + 5, marks, (Line(LEFT, RIGHT, LINE + 5, RULE),))


def _stop_row(number: int, stop: RouteStop) -> Row:
    where = _where(stop)
    things = [line for item in stop.items for line in _thing(item)]
    drop = _DROP
    marks = [Mark(LEFT, _DROP, str(number), STRONG)]
    for at, (text, style) in enumerate(where):
        marks.append(Mark(_WHERE_X, _DROP + at * LINE, text, style))
    for row in things:
        marks += [Mark(x, drop, text, style) for x, text, style in row]
        drop += LINE
    height = _DROP + (max(len(where), len(things), 3) - 1) * LINE + _BELOW
    return Row(height, tuple(marks), (Line(LEFT, RIGHT, height),))


def _where(stop: RouteStop) -> list[tuple[str, Style]]:
    """Town first, for whoever plans the drive; then who, where, the phone, how to get in."""
    width = column_end(5) - _WHERE_X
    head = ", ".join(filter(None, (stop.town, stop.member.name)))
    told = [(head, STRONG), *((line, TEXT) for line in stop.member.lines if line)]
    told += [(stop.phone, STRONG), (stop.directions, SMALL), (stop.note, SMALL)]
    told += [(f"{stop.number}, {stop.kind.value}", SMALL)]
    return [(line, style) for text, style in told for line in wrap(text, style, width, most=3)]


def _thing(item: RouteItem) -> list[list[tuple[float, str, Style]]]:
    """The lines of one thing: which way and what, and its serial whole."""
    count = f"{item.quantity} × " if item.quantity > 1 else ""
    says = f"{item.way.value.title()}: {count}{item.description}"
    what = wrap(says, TEXT, column_end(9) - _WHAT_X, most=2)
    serial = wrap(item.serial, STRONG, RIGHT - _SERIAL_X)
    found = []
    for at in range(max(len(what), len(serial))):
        line = [(_WHAT_X, what[at], TEXT)] if at < len(what) else []
        line += [(_SERIAL_X, serial[at], STRONG)] if at < len(serial) else []
        found.append(line)
    return found


def _draw_end(sheet: Sheet, paper: RoutePaper, y: float) -> None:
    """How much is loaded and comes back, to be counted at the van."""
    y += 2 * LINE
    for way, label in ((Way.OUT, "Loaded"), (Way.BACK, "Brought back")):
        count = sum(item.quantity for stop in paper.stops for item in stop.items if item.way is way)
        tick(sheet, LEFT, y, f"{label}: {count}", TEXT)
        y += 1.5 * LINE
