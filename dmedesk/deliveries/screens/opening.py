"""A new slip by keyboard and scanner: each scan adds a line, wherever the cursor stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from dmedesk.catalog.queries.kits import KitItem, kit_items
from dmedesk.deliveries.actions.kits import KIT_FIELD
from dmedesk.deliveries.queries.scanned import (
    everything_with,
    proposed_payer,
    unit_chosen,
    unit_scanned,
)
from dmedesk.deliveries.rules.scanned import (
    FIELD,
    PairLine,
    ScannedUnit,
    paired,
    scan_findings,
    way_of,
)
from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.deliveries.screens.opening_fields import (
    ITEM,
    LINES,
    fill_awaiting,
    item_line,
    kit_rows,
    slip_spec,
    unit_line,
)
from dmedesk.deliveries.screens.words import TAKES_ALL
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import RecordRef
from dmedesk.scans.udi import is_label, read_udi
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import Picked
from dmedesk.widgets.forms.grid import RowsEntry
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.picker import RecordEntry
from dmedesk.widgets.forms.rows import Row
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button

_TAKES_ALL = {reason.value for reason in TAKES_ALL}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewSlipPage(FormPage):
    """A slip to be opened. Once it is saved, its own page takes this one's place."""

    keys = (
        *KEYS,
        Key("a scan, anywhere", "add the unit as a line; in an exchange two make a pair"),
        Key("Enter in the unit’s field", "add the unit of this serial"),
        Key("Alt+T", "add a kit: its units are scanned then"),
        Key("Alt+E", "add everything that the member has"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, slip_spec(workplace.today))
        self._member_id: int | None = None
        self._reason: str | None = None
        self._proposed: Any = None
        self._refused: dict[str, tuple[Finding, ...]] = {}
        unit, lines = self.form.entries[FIELD], self.form.entries[LINES]
        assert isinstance(unit, RecordEntry)
        assert isinstance(lines, RowsEntry)
        self.unit, self.lines = unit, lines
        # A line is begun by a scan or by choosing; an empty one would say nothing.
        lines.add_button.hide()
        self.everything = button(
            "&Everything they have", self.add_everything, tip="Fetch all units (Alt+E)"
        )
        self.tools.addWidget(self.everything)
        for one in (self.head.copy, self.head.files, self.head.save_and_close):
            one.hide()
        self.head.save.setText("Open the slip")
        self.form.changed.connect(self._follow)
        unit.line.returnPressed.connect(self._enter_serial)

    def refresh(self) -> None:
        """Begin once; an opened slip is read by its own page."""
        if self.is_new:
            super().refresh()

    # --- units ------------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A unit was scanned: it becomes a line."""
        if not self.workplace.may_write:
            return False
        serial = text.strip()
        if is_label(text):
            try:
                serial = read_udi(text, today=self.workplace.today).serial
            except Refused as refused:
                self._refuse(text, refused.findings)
                return True
        self._look_up(serial)
        return True

    def _enter_serial(self) -> None:
        """Enter in the unit's field, with its list closed: the serial as it stands there."""
        raw = self.unit.raw()
        if isinstance(raw, str):
            self.unit.take_as_typed()
            self._look_up(raw)

    def _look_up(self, serial: str) -> None:
        self.workplace.runner.query(
            lambda session: unit_scanned(session, serial, on=self.workplace.today),
            done=lambda unit: self._add(serial, unit),
            failed=self.fail,
        )

    def _add(self, serial: str, unit: ScannedUnit | None) -> None:
        if unit is None:
            message, remedy = "No unit has this serial.", "Choose it from the list (F4)."
            self._refuse(
                serial, [Finding(Severity.STOP, "unknown_unit", message, serial, remedy, FIELD)]
            )
            return
        found = scan_findings(
            self._kind, unit, member_id=self._member_id, taken=self._units_on_slip()
        )
        if stops(found):
            self._refuse(unit.serial, found)
            return
        for one in found:
            self.workplace.say(one.sentence())
        self._accept(unit.serial)
        self._put_unit(unit)

    def _put_unit(self, unit: ScannedUnit) -> None:
        """Add a unit as a line, or to the line of a kit that waits for it."""
        rows, more = self.lines.raw(), _holder_of(unit, self)
        way = way_of(self._kind, unit)
        if way is Way.OUT and fill_awaiting(rows, unit):
            self.form.take_up({LINES: rows, FIELD: None, **more})
        else:
            self._put_lines([unit_line(unit, way)], **more)

    def _add_kit(self, kit_id: int) -> None:
        """Put a kit's lines on the slip; its units are still to be scanned."""
        if self._kind is not TicketKind.DELIVERY:
            message = f"A kit goes out by a delivery, and this is a {self._kind.value}."
            found = (
                Finding(
                    Severity.STOP,
                    "kit_is_delivered",
                    message,
                    "",
                    "Make the slip a delivery.",
                    KIT_FIELD,
                ),
            )
            self.fail(found)
            self.form.tell(KIT_FIELD, found)
            return
        self.workplace.runner.query(
            partial(_items, kit_id=kit_id),
            done=lambda items: self._put_lines(kit_rows(items), **{KIT_FIELD: None}),
            failed=self.fail,
        )

    def add_everything(self) -> None:
        """Add every unit that the member has."""
        if self._member_id is None:
            message = "Whose units are to be fetched is not said."
            remedy = "Choose the member first."
            self.fail((Finding(Severity.STOP, "no_member", message, "", remedy, "member_id"),))
            return
        self.workplace.runner.query(
            partial(_everything, member_id=self._member_id, on=self.workplace.today),
            done=self._add_all,
            failed=self.fail,
        )

    def _add_all(self, units: Sequence[ScannedUnit]) -> None:
        taken = self._units_on_slip()
        lines = []
        for unit in units:
            if unit.asset_id in taken:
                continue
            found = scan_findings(TicketKind.PICKUP, unit, member_id=self._member_id, taken=taken)
            if found:
                self._refuse(unit.serial, found)
            else:
                lines.append(unit_line(unit, Way.BACK))
        if not units:
            message, remedy = "The member has no unit of ours.", "Look at the member’s page."
            self._refuse("", [Finding(Severity.NOTE, "no_units", message, "", remedy, FIELD)])
        self._put_lines(lines, kind=TicketKind.PICKUP.value)

    def _refuse(self, serial: str, findings: Sequence[Finding]) -> None:
        """What was not added stays told until it is added, or the bar is closed."""
        self._refused = {
            key: told
            for key, told in {**self._refused, serial: tuple(findings)}.items()
            if key == serial or self.findings.shown
        }
        self._tell_refused()

    def _accept(self, serial: str) -> None:
        if self._refused.pop(serial, None) is not None or not self._refused:
            self._tell_refused()

    def _tell_refused(self) -> None:
        told = tuple(one for findings in self._refused.values() for one in findings)
        self.findings.show_findings(told)
        self.form.tell(FIELD, told[-1:])

    # --- what follows from what is typed ----------------------------------------------------------

    @property
    def _kind(self) -> TicketKind:
        return TicketKind(self.form.entries["kind"].raw() or TicketKind.DELIVERY)

    def _units_on_slip(self) -> list[int]:
        cells = (one["cells"]["unit_id"] for one in self.lines.raw())
        return [cell["id"] for cell in cells if cell]

    def _put_lines(self, lines: Sequence[Mapping[str, Any]], **more: Any) -> None:
        """Add lines, in one step that can be undone; the fields for adding are empty again."""
        rows = self._with_pairs([*self.lines.raw(), *self.lines.raw_of(list(lines))])
        self.form.take_up({LINES: rows, FIELD: None, ITEM: None, **more})
        if lines:
            self.lines.grid.scrollToBottom()

    def _with_pairs(self, rows: list[Row]) -> list[Row]:
        """The rows with the rentals that what goes out serves in: those of what comes back."""
        if self._kind is not TicketKind.EXCHANGE:
            return rows
        units = [one["cells"] for one in rows if one["cells"]["unit_id"]]
        rentals = {
            cells["rental_id"]["id"]: cells["rental_id"]
            for cells in units
            if cells["way"] == Way.BACK.value and cells["rental_id"]
        }
        lines = [
            PairLine(
                Way(cells["way"]),
                cells["product_id"]["id"],
                cells["rental_id"]["id"] if cells["rental_id"] else None,
            )
            for cells in units
        ]
        for cells, rental_id in zip(units, paired(lines), strict=True):
            cells["rental_id"] = None if rental_id is None else rentals[rental_id]
        return rows

    def _follow(self) -> None:
        """After anything was typed or chosen: what is chosen for adding is added."""
        unit, item = self.unit.raw(), self.form.entries[ITEM].raw()
        if isinstance(unit, dict):
            self.unit.show_raw(None)
            asset_id, title = int(unit["id"]), str(unit["title"])
            self.workplace.runner.query(
                lambda session: unit_chosen(session, asset_id, on=self.workplace.today),
                done=lambda found: self._add(title, found),
                failed=self.fail,
            )
        kit = self.form.entries[KIT_FIELD].raw()
        if isinstance(kit, dict):
            self.form.entries[KIT_FIELD].show_raw(None)
            self._add_kit(int(kit["id"]))
        if isinstance(item, dict):
            self.form.entries[ITEM].show_raw(None)
            way = Way.BACK if self._kind is TicketKind.PICKUP else Way.OUT
            self._put_lines([item_line(Picked(item["id"], item["title"]), way)])
            self.form.go_to(f"{LINES}/{len(self.lines.raw()) - 1}/quantity")
        rows = self.lines.raw()
        again = self._with_pairs(self.lines.raw())
        if again != rows:
            self.lines.show_raw(again)
        self._follow_member()

    def _follow_member(self) -> None:
        raw, reason = self.form.entries["member_id"].raw(), self.form.entries["reason"].raw()
        member_id = int(raw["id"]) if isinstance(raw, dict) else None
        if member_id != self._member_id:
            self._member_id = member_id
            if member_id is not None:
                self.workplace.runner.query(
                    partial(_payer, member_id=member_id, on=self.workplace.today),
                    done=self._propose_payer,
                    failed=self.fail,
                )
        if reason != self._reason:
            self._reason = reason
            if reason in _TAKES_ALL and member_id is not None and not self.lines.raw():
                self.add_everything()

    def _propose_payer(self, payer: Found | None) -> None:
        """Propose who pays first, where nobody else was chosen."""
        now = self.form.entries["payer_id"].raw()
        if payer is not None and now in (None, self._proposed):
            self._proposed = {"id": payer.id, "title": payer.title}
            self.form.take_up({"payer_id": self._proposed})

    # --- opened -----------------------------------------------------------------------------------

    def _saved(self, row_id: int, sent: Mapping[str, Any]) -> None:
        """The slip is open: its page takes this one's place."""
        self._closes = True
        super()._saved(row_id, sent)
        self.workplace.navigator.open_record(RecordRef("ticket", row_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter that a field leaves over is no key of the page."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)


def _holder_of(unit: ScannedUnit, page: NewSlipPage) -> dict[str, Any]:
    """The member who has the unit, where nobody is named yet."""
    if unit.holder_id is None or page.form.entries["member_id"].raw() is not None:
        return {}
    return {"member_id": {"id": unit.holder_id, "title": unit.holder}}


def _everything(session: Any, *, member_id: int, on: date) -> list[ScannedUnit]:
    return everything_with(session, member_id=member_id, on=on)


def _items(session: Any, *, kit_id: int) -> list[KitItem]:
    return kit_items(session, kit_id=kit_id)


def _payer(session: Any, *, member_id: int, on: Any) -> Found | None:
    return proposed_payer(session, member_id=member_id, on=on)
