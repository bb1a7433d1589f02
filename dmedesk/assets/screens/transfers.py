"""Brings many units to another place: which place, then scan, scan, scan, then all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.assets.actions.handling import transfer_units
from dmedesk.assets.queries.bench import UnitScanned, unit_of_serial
from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.moves import Move, state_after
from dmedesk.assets.screens.picking import PLACE_PICKER
from dmedesk.assets.screens.scanning import serial_of
from dmedesk.assets.screens.words import state_of
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone, px
from dmedesk.widgets.words import count_of

_SCAN_WIDTH = 320
_ABOUT = (
    "Say where to, then scan every unit that goes there. All of them are brought there together,"
    " or none: what cannot be brought says why beside its serial, and is taken off with Del."
)
_FIELDS = (
    Section(
        "",
        (
            FormField("place_id", "&Place", Kind.RECORD, required=True, picker=PLACE_PICKER),
            FormField("moved_on", "&Day", Kind.DAY, required=True),
            FormField("note", "&Why", help="Van stock for the week"),
        ),
        columns=3,
    ),
)


@dataclass(frozen=True, slots=True)
class Brought:
    """One unit of the list; ``why_not`` says why it cannot be brought elsewhere."""

    unit: UnitScanned
    why_not: str = ""


class TransfersPage(SettingPage):
    """The place above, the line for serials, the units that were scanned."""

    key = "transfers"
    area = "Transfers"
    picture = "package"
    keys = (
        Key("Enter", "put the typed serial on the list"),
        Key("Del", "take the chosen unit off"),
        Key("Ctrl+S", "bring them all there"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._rows: list[Brought] = []
        self._is_begun = False
        self.fields = self.form(_FIELDS)
        self.serial = QLineEdit()
        self.serial.setAccessibleName("Serial")
        self.serial.setPlaceholderText("Scan or type a serial")
        self.serial.setFixedWidth(px(_SCAN_WIDTH))
        self.table: Table[Brought] = Table("Units to bring", _COLUMNS)
        self.bring = self.guard(
            button("Bring them there", self.bring_all, part="primary", tip="All (Ctrl+S)"),
            "transfer_units",
        )
        self.over = button("Start over", self._begin)
        self.serial.returnPressed.connect(self._typed)
        self.table.opened.connect(self._open)
        self.lay_out(self._body(), self.over, self.bring, about=_ABOUT)
        self.on_key("Ctrl+S", self.bring.click)
        self.on_key("Del", self.take_off)

    def _body(self) -> QWidget:
        word = label("Ser&ial", "soft")
        word.setTextFormat(Qt.TextFormat.AutoText)
        word.setBuddy(self.serial)
        held = QWidget()
        pieces = column(self.fields, row(word, self.serial, None), self.table, gap=3 * GRID)
        pieces.setStretch(2, 1)
        held.setLayout(pieces)
        return held

    # --- the list -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """What is typed and scanned stays."""
        if not self._is_begun:
            self._is_begun = True
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor begins in the place."""
        super().showEvent(event)
        self.fields.go_to("place_id")

    def _begin(self) -> None:
        self._rows = []
        self.findings.clear()
        self.fields.show_values({"moved_on": self.workplace.today})
        self._tell()

    def _tell(self) -> None:
        count = len(self._rows)
        self.told.setText(count_of(count, "unit") if count else "")
        self.bring.setText(
            f"Bring {count_of(count, 'unit')} there" if count else "Bring them there"
        )
        self.bring.setAccessibleName(self.bring.text())
        self.table.show_rows(self._rows, same=lambda one: one.unit.id)

    def take_scan(self, text: str) -> bool:
        """Put the unit that was scanned on the list."""
        found = serial_of(text, today=self.workplace.today)
        if isinstance(found, str):
            self._look_up(found)
        else:
            self.fail(found)
        return True

    def _typed(self) -> None:
        typed = self.serial.text().strip()
        if typed:
            self.serial.clear()
            self.take_scan(typed)

    def _look_up(self, serial: str) -> None:
        if any(serial_key(one.unit.serial) == serial_key(serial) for one in self._rows):
            self.workplace.say(f"{serial} is on the list already.")
            return
        find = partial(unit_of_serial, serial=serial)
        self.workplace.runner.query(find, done=partial(self._take, serial), failed=self.fail)

    def _take(self, serial: str, unit: UnitScanned | None) -> None:
        if unit is None:
            message = f"No unit is called {serial}."
            remedy = "Look at the label again, or receive the unit."
            self.fail((Finding(Severity.STOP, "unknown_serial", message, remedy=remedy),))
            return
        self.findings.clear()
        allowed = state_after(Move.TRANSFERRED, unit.state, serial=unit.serial)
        why_not = allowed.message if isinstance(allowed, Finding) else ""
        self._rows.append(Brought(unit, why_not))
        self._tell()
        self.table.selectRow(len(self._rows) - 1)
        self.table.scrollToBottom()

    def take_off(self) -> None:
        """Take the chosen unit off the list."""
        chosen = self.table.chosen_row()
        if chosen is not None:
            self._rows = [one for one in self._rows if one.unit.id != chosen.unit.id]
            self._tell()

    def _open(self, one: Brought) -> None:
        self.workplace.navigator.open_record(RecordRef("asset", one.unit.id))

    # --- bringing -------------------------------------------------------------------------------

    def bring_all(self) -> None:
        """Bring all of them there, or none, with every reason beside its serial."""
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fields.show_findings(refused.findings)
            self.fail(refused.findings)
            return
        act = partial(_transfer, asset_ids=[one.unit.id for one in self._rows], values=values)
        self.workplace.runner.operate(
            act, action="transfer_units", done=self._brought, failed=self._not_brought
        )

    def _brought(self, count: int) -> None:
        are = "is" if count == 1 else "are"
        place = self.fields.entries["place_id"].words(self.fields.raws()["place_id"])
        self.workplace.say(f"{count_of(count, 'unit')} {are} at {place} now.")
        self._begin()
        self.workplace.changed.emit()

    def _not_brought(self, findings: tuple[Finding, ...]) -> None:
        why = {finding.subject: finding.message for finding in findings if finding.subject}
        self._rows = [replace(one, why_not=why.get(one.unit.serial, "")) for one in self._rows]
        self._tell()
        self.fields.show_findings(findings)
        self.fail(findings)


def _transfer(work: Any, *, asset_ids: Sequence[int], values: Mapping[str, Any]) -> int:
    return transfer_units(
        work,
        asset_ids=asset_ids,
        place_id=values["place_id"],
        moved_on=values["moved_on"],
        note=values["note"] or "",
    )


_COLUMNS: tuple[Column[Brought], ...] = (
    Column("Serial", lambda one: one.unit.serial, width=140),
    Column("Item", lambda one: one.unit.product, width=180),
    Column(
        "State",
        lambda one: state_of(one.unit.state)[0],
        width=110,
        tone=lambda one: state_of(one.unit.state)[1],
    ),
    Column("Now at", lambda one: one.unit.place, width=120, spare=1),
    Column(
        "",
        lambda one: f"✕ {one.why_not}" if one.why_not else "",
        width=340,
        wide=True,
        tone=lambda _one: Tone.STOPPED,
    ),
)
