"""What moved at a visit: the slip's lines to scan or tick, and what came back instead."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.moves import WORDS
from dmedesk.deliveries.queries.visits import LineRead, UnitFound, VisitRead, unit_called
from dmedesk.deliveries.rules.words import Terms, Way
from dmedesk.deliveries.screens.words import WAY_WORDS
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.scans.udi import is_label, read_udi
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, label, row
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px
from dmedesk.widgets.ticks import Tick, TickList

_WIDTH = 44 * GRID


class MovedLines(QWidget):
    """The lines of the slip. A scan ticks its line; ``changed`` is told then, ``said`` in words."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._failed, self._units = failed, Latest(workplace.runner)
        self._workplace = workplace
        self._lines: dict[int, LineRead] = {}
        self.came_back: dict[int, UnitFound] = {}
        self.ticks = TickList("What moved")
        self.ticks.changed.connect(self._tell)
        self.serial = QLineEdit()
        self.serial.setAccessibleName("Serial that went out or came back")
        self.serial.setPlaceholderText("Scan, or type and Enter")
        self.serial.setFixedWidth(px(_WIDTH))
        self.serial.returnPressed.connect(self._take_typed)
        across = row(label("Serial", "soft"), self.serial, None)
        self.setLayout(column(self.ticks, across, gap=GRID))

    def show_lines(self, read: VisitRead) -> None:
        """Show the lines of a ticket, none of them ticked."""
        self._lines = {line.place: line for line in read.lines}
        self.came_back.clear()
        self.serial.clear()
        self.ticks.show_ticks([_tick(line) for line in read.lines])

    @property
    def left_out(self) -> set[int]:
        """The places of the lines that are not ticked."""
        return self._lines.keys() - set(self.ticks.ticked())

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order: scanning first."""
        return [self.serial, *self.ticks.stops]

    def words_of(self, place: int) -> str:
        """What stands on a line, for a sentence."""
        line = self._lines[place]
        return line.serial or line.product

    def take(self, serial: str) -> None:
        """Take a serial that was scanned or typed: its line, or a unit that came back instead."""
        key = serial_key(serial)
        found = next((line for line in self._lines.values() if line.key and line.key == key), None)
        if found is not None:
            self.came_back.pop(found.place, None)
            self.ticks.say_beside(found.place, _about(found))
            self.ticks.tick(found.place)
            self.said.emit(f"{found.serial}: {WAY_WORDS[found.way].lower()}.")
        elif key:
            self._units.query(
                partial(unit_called, serial=serial),
                done=partial(self._take_other, serial),
                failed=self._failed,
            )

    def take_scan(self, text: str) -> None:
        """Take what a scanner read: a serial, or a label that bears one."""
        if not is_label(text):
            self.take(text)
            return
        try:
            udi = read_udi(text, today=self._workplace.today)
        except Refused as refused:
            self._failed(refused.findings)
            return
        if udi.serial:
            self.take(udi.serial)
        else:
            remedy = "Scan the one with its serial, or type it."
            self._refuse(udi.di, "This label bears no serial.", remedy)

    def _take_typed(self) -> None:
        typed = self.serial.text()
        self.serial.clear()
        self.take(typed)

    def _take_other(self, serial: str, unit: UnitFound | None) -> None:
        ticked = set(self.ticks.ticked())
        line = next(
            (
                one
                for one in self._lines.values()
                if one.way is Way.BACK and one.asset_id is not None and one.place not in ticked
            ),
            None,
        )
        if unit is None:
            self._refuse(serial, "No unit has this serial.", "Type it as the unit shows it.")
        elif line is None:
            state = WORDS[unit.state]
            message = f"It is not on the slip, and no line is left for it: it is {state}."
            self._refuse(unit.serial, message, "Untick the line in whose stead it came.")
        else:
            self.came_back[line.place] = unit
            words = f"{unit.serial} came back instead ({unit.product})"
            self.ticks.say_beside(line.place, words, "waiting")
            self.ticks.tick(line.place)
            self.said.emit(f"{unit.serial} came back instead of {line.serial}.")

    def _refuse(self, serial: str, message: str, remedy: str) -> None:
        self._failed(
            (Finding(Severity.STOP, "not_on_the_slip", message, subject=serial, remedy=remedy),)
        )

    def _tell(self) -> None:
        ticked = set(self.ticks.ticked())
        for place in self.came_back.keys() - ticked:
            del self.came_back[place]
            self.ticks.say_beside(place, _about(self._lines[place]))
        self.changed.emit()

    def go_to_first(self) -> None:
        """Put the cursor into the field for serials."""
        self.serial.setFocus(Qt.FocusReason.OtherFocusReason)


def _tick(line: LineRead) -> Tick:
    count = "" if line.serial or line.quantity == 1 else f"{line.quantity} × "
    words = f"{WAY_WORDS[line.way]}  {line.serial or count + line.product}"
    return Tick(line.place, words, _about(line))


def _about(line: LineRead) -> str:
    words = {Terms.SALE: "sold", Terms.LOAN: "lent"}
    sold = words.get(line.terms, "") if line.way is Way.OUT else ""
    item = line.product if line.serial else ""
    return " · ".join(filter(None, (item, line.hcpcs, line.rental_no, sold)))
