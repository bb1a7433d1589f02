"""Routes: the visits of a day by driver, put in order by keyboard; a driver's batch is printed.

What is printed goes out: the route sheet, every slip and each first delivery's packet are one job,
and the slips are out with the driver as soon as it went to the printer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCompleter, QHBoxLayout

from dmedesk.deliveries.actions.routing import arrange_day, send_route
from dmedesk.deliveries.queries.routes import (
    ROUTE,
    BatchRead,
    DayRead,
    StopListed,
    read_batch,
    route_number,
    visits_of_day,
)
from dmedesk.deliveries.rules.paper import SLIP, PacketPaper
from dmedesk.deliveries.screens.words import KIND_WORDS, state_of
from dmedesk.deliveries.sheets.route import batch_pdf
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.ask_line import AskLine
from dmedesk.widgets.forms.entries import DayEntry
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.press import Press
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of

_NOBODY = "Nobody yet"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One line: a driver's name above the stops, or one stop with its place."""

    driver: str
    stop: StopListed | None = None
    place: int = 0
    stops: int = 0


def _place(one: RouteRow) -> str:
    if one.stop is None:
        return f"{one.driver or _NOBODY} · {count_of(one.stops, 'stop')}"
    return str(one.place) if one.driver else "–"


def _of_stop(text: Any) -> Any:
    return lambda one: "" if one.stop is None else text(one.stop)


def _count(count: int) -> str:
    return str(count) if count else ""


COLUMNS: tuple[Column[RouteRow], ...] = (
    Column("Stop", _place, width=64),
    Column("Town", _of_stop(lambda stop: stop.town or "not known"), width=150),
    Column("Member", _of_stop(lambda stop: stop.member), width=180, wide=True),
    Column("Visit", _of_stop(lambda stop: KIND_WORDS[stop.kind]), width=92),
    Column("Out", _of_stop(lambda stop: _count(stop.goes_out)), width=52, figures=True),
    Column("Back", _of_stop(lambda stop: _count(stop.comes_back)), width=52, figures=True),
    Column("Slip", _of_stop(lambda stop: stop.ticket_no), width=120),
    Column("Note", _of_stop(lambda stop: stop.note), width=180, spare=1),
    Column(
        "State",
        _of_stop(lambda stop: state_of(stop.stage)[0]),
        width=84,
        tone=lambda one: state_of(one.stop.stage)[1] if one.stop else Tone.INK,
    ),
)


class RoutesPage(Page):
    """The visits of one day, in groups by driver; those of nobody stand on top."""

    key = "routes"
    area = "Routes"
    picture = "truck"
    keys = (
        Key("Ctrl+PgUp, Ctrl+PgDown", "the day before, the day after"),
        Key("Ctrl+Up, Ctrl+Down", "the stop earlier, later in its driver's order"),
        Key("Ctrl+D", "give the stop to a driver"),
        Key("Ctrl+Shift+E", "give a driver every stop of its town that is nobody's"),
        Key("Ctrl+T", "put the driver's stops in order by town"),
        Key("Ctrl+P", "print the driver's batch: the slips are out then"),
        Key("Ctrl+Shift+P", "look at the batch before"),
        Key("Enter", "open the slip"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.day = workplace.today
        self._read = DayRead((), ())
        self._gaps: tuple[Finding, ...] = ()
        self._latest = Latest(workplace.runner)
        self._press = Press(workplace, self, self.fail)
        self.table: Table[RouteRow] = Table(
            "Visits of the day", COLUMNS, is_heading=lambda one: one.stop is None
        )
        self.table.opened.connect(self._open)
        self.ask = AskLine()
        self.ask.closed.connect(self.table.setFocus)
        self.said = label(part="soft")
        self._empty = label("", "soft")
        whole = column(self._head(), self.findings, self.ask, self._empty, self.table, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.table)
        workplace.person_changed.connect(self._allow)
        self._allow()

    def _head(self) -> QHBoxLayout:
        self.days = DayEntry(FormField("day", "Day", Kind.DAY), self.workplace)
        self.days.line.setAccessibleName("Day")
        self.days.line.editingFinished.connect(self._take_day)
        named = label("Da&y", "soft")
        named.setBuddy(self.days.line)
        arrows = []
        for picture, name, key, days in (
            ("chevron-left", "The day before", "Ctrl+PgUp", -1),
            ("chevron-right", "The day after", "Ctrl+PgDown", 1),
        ):
            made = button("", partial(self.go, days), keys=key, picture=picture)
            made.setAccessibleName(name)
            made.setToolTip(f"{name} ({key})")
            arrows.append(made)
        self.give = button("Dri&ver …", self.ask_driver, keys="Ctrl+D")
        self.sort = button("By to&wn", self.by_town, keys="Ctrl+T")
        self.look = button("Look &at it", self.show_batch, keys="Ctrl+Shift+P")
        self.send = button("&Print batch", self.print_batch, keys="Ctrl+P", part="primary")
        self._tips = {one: one.toolTip() for one in (self.give, self.sort, self.send)}
        self.on_key("Ctrl+Up", partial(self.shift, -1))
        self.on_key("Ctrl+Down", partial(self.shift, 1))
        self.on_key("Ctrl+Shift+E", partial(self.ask_driver, town=True))
        title = label("Routes", "heading")
        picker = row(named, arrows[0], self.days.line, arrows[1])
        tools = (self.give, self.sort, self.look, self.send)
        self.said.setWordWrap(True)
        head = row(title, picker, self.said, *tools, gap=2 * GRID)
        head.setStretch(2, 1)
        return head

    def _allow(self) -> None:
        for piece, action in (
            (self.give, "arrange_day"),
            (self.sort, "arrange_day"),
            (self.send, "send_route"),
        ):
            piece.setEnabled(self.workplace.may_write and self.workplace.may(action))
            piece.setToolTip(self.workplace.why_not(action) or self._tips[piece])

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the day anew."""
        self.days.show_raw(self.days.raw_of(self.day))
        self._latest.query(
            partial(visits_of_day, planned_on=self.day), done=self._show, failed=self.fail
        )

    def go(self, days: int) -> None:
        """Go so many days on."""
        self.day += timedelta(days=days)
        self.refresh()

    def _take_day(self) -> None:
        day, wrong = self.days.taken()
        if not wrong and isinstance(day, date) and day != self.day:
            self.day = day
            self.refresh()

    def _show(self, read: DayRead) -> None:
        self._read = read
        self.findings.clear()
        if self._gaps:
            self.fail(self._gaps)
        self._gaps = ()
        self.said.setText(f"{self.day:%A}, {count_of(len(read.stops), 'visit')}")
        self._empty.setText(f"No visit is planned for {self.day}. Slips are opened in Slips.")
        self._empty.setVisible(not read.stops)
        self.table.setVisible(bool(read.stops))
        self.table.show_rows(list(_rows(read.stops)), same=_same)

    # --- the order -----------------------------------------------------------------------------

    def chosen_stop(self) -> StopListed | None:
        """The stop that the cursor is on."""
        found = self.table.chosen_row()
        return None if found is None else found.stop

    def shift(self, steps: int) -> None:
        """Drive to the chosen stop earlier or later."""
        stop = self.chosen_stop()
        if stop is None or not stop.driver:
            return
        own = [one.ticket_id for one in self._read.stops if one.driver == stop.driver]
        place = own.index(stop.ticket_id)
        if 0 <= place + steps < len(own):
            own[place], own[place + steps] = own[place + steps], own[place]
            self._arrange(stop.driver, own)

    def by_town(self) -> None:
        """Put the stops of the chosen one's driver in order by town, then by name."""
        stop = self.chosen_stop()
        if stop is None or not stop.driver:
            self.fail((_NO_DRIVER,))
            return
        own = [one for one in self._read.stops if one.driver == stop.driver]
        own.sort(key=lambda one: (one.town.casefold(), one.member.casefold()))
        self._arrange(stop.driver, [one.ticket_id for one in own])

    def _arrange(self, driver: str, own: Sequence[int]) -> None:
        others = [(one.ticket_id, one.driver) for one in self._read.stops if one.driver != driver]
        self._keep([*others, *((ticket_id, driver) for ticket_id in own)])

    def ask_driver(self, *, town: bool = False) -> None:
        """Ask who drives to the chosen stop; by ``town`` to all of its town that are nobody's."""
        stop = self.chosen_stop()
        if stop is None:
            return
        ids = [stop.ticket_id]
        if town:
            ids += [
                one.ticket_id
                for one in self._read.stops
                if one.town == stop.town and not one.driver and one.ticket_id != stop.ticket_id
            ]
        where = f"all {len(ids)} in {stop.town}" if len(ids) > 1 else stop.member
        known = list(self._read.drivers)
        completer = QCompleter(known, self.ask.words)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.ask.words.setCompleter(completer)
        title = f"Who drives to {where}?"
        if known:
            title += f" Known: {', '.join(known[:6])}."
        self.ask.ask(
            title,
            "Driver",
            "Give it",
            partial(self.give_to, ids),
            words=stop.driver or (known[0] if len(known) == 1 else ""),
            needed=False,
        )

    def give_to(self, ticket_ids: Sequence[int], driver: str) -> None:
        """Give these stops to a driver, behind the driver's others; an empty name is nobody."""
        given = {name.casefold(): name for name in self._read.drivers}
        name = given.get(driver.casefold(), driver)
        kept = [
            (one.ticket_id, one.driver)
            for one in self._read.stops
            if one.ticket_id not in ticket_ids
        ]
        self._keep([*kept, *((ticket_id, name) for ticket_id in ticket_ids)])

    def _keep(self, order: Sequence[tuple[int, str]]) -> None:
        self.workplace.runner.operate(
            partial(arrange_day, planned_on=self.day, order=order),
            action="arrange_day",
            done=self._kept,
            failed=self.fail,
        )

    def _kept(self, _none: None) -> None:
        self.workplace.changed.emit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the batch -----------------------------------------------------------------------------

    def show_batch(self) -> None:
        """Show the batch of the chosen stop's driver; nothing goes out yet."""
        self._read_batch(self._show_batch)

    def print_batch(self) -> None:
        """Print the batch of the chosen stop's driver, and let its slips be out."""
        self._read_batch(self._print_batch)

    def _read_batch(self, done: Any) -> None:
        stop = self.chosen_stop()
        if stop is None or not stop.driver:
            self.fail((_NO_DRIVER,))
            return
        asked = partial(_drawn, planned_on=self.day, driver=stop.driver, on=self.workplace.today)
        self.workplace.runner.query(asked, done=done, failed=self.fail)

    def _show_batch(self, drawn: tuple[BatchRead, bytes]) -> None:
        batch, content = drawn
        if batch.gaps:
            self.fail(batch.gaps)
        name = route_number(batch.route.planned_on, batch.route.driver)
        PaperWindow(
            self.workplace, f"Batch {name}", content, f"Route {name}.pdf", self, kind=ROUTE
        ).show()

    def _print_batch(self, drawn: tuple[BatchRead, bytes]) -> None:
        target = self._press.target(ROUTE)
        if target is not None:
            self._print_on(target, drawn)

    def print_on(self, target: QPrinter) -> None:
        """As ``print_batch``, on this printer."""
        self._read_batch(partial(self._print_on, target))

    def _print_on(self, target: QPrinter, drawn: tuple[BatchRead, bytes]) -> None:
        batch, content = drawn
        target.setDocName(route_number(batch.route.planned_on, batch.route.driver))
        sent = partial(self._send, batch, target.printerName())
        self._press.print_many(target, content, ROUTE, sent)

    def _send(self, batch: BatchRead, printer: str) -> None:
        count = partial(_sent, prints=self.workplace.prints, batch=batch, printer=printer)

        def told(_none: None) -> None:
            driver, stops = batch.route.driver, len(batch.route.stops)
            self._gaps = batch.gaps
            self.workplace.say(f"{driver}: {count_of(stops, 'slip')} printed and out.")
            self.workplace.changed.emit()

        self.workplace.runner.operate(count, action="send_route", done=told, failed=self.fail)

    def _open(self, chosen: RouteRow) -> None:
        if chosen.stop is not None:
            self.workplace.navigator.open_record(RecordRef("ticket", chosen.stop.ticket_id))


def _rows(stops: Sequence[StopListed]) -> Iterator[RouteRow]:
    for driver in dict.fromkeys(stop.driver for stop in stops):
        own = [stop for stop in stops if stop.driver == driver]
        yield RouteRow(driver, stops=len(own))
        yield from (RouteRow(driver, stop, place) for place, stop in enumerate(own, start=1))


def _same(one: RouteRow) -> object:
    return one.driver if one.stop is None else one.stop.ticket_id


def _drawn(session: Any, *, planned_on: date, driver: str, on: date) -> tuple[BatchRead, bytes]:
    batch = read_batch(session, planned_on=planned_on, driver=driver, on=on)
    return batch, batch_pdf(batch.route, batch.papers)


def _sent(work: Any, *, prints: Any, batch: BatchRead, printer: str) -> None:
    """Count every paper of the batch and let its slips go out, all in one transaction."""
    route = batch.route
    prints.record(
        work, kind=ROUTE, number=route_number(route.planned_on, route.driver), printer=printer
    )
    for paper in batch.papers:
        slip = paper.slip if isinstance(paper, PacketPaper) else paper
        prints.record(work, kind=SLIP, number=slip.number, printer=printer)
    send_route(work, ticket_ids=batch.waiting)


_NO_DRIVER = Finding(
    Severity.STOP,
    "no_driver",
    "The chosen stop is nobody's.",
    remedy="Give it to a driver first (Ctrl+D).",
)
