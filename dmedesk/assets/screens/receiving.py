"""Receives units that came together: what they have in common, then scan, scan, scan."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from dmedesk.assets.actions.receiving import receive_units
from dmedesk.assets.queries.receiving import doubts, product_of_label
from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.rules.receiving import state_on_receipt
from dmedesk.assets.screens.picking import PLACE_PICKER, PRODUCT_PICKER
from dmedesk.assets.screens.scanning import label_of
from dmedesk.assets.screens.words import CONDITION_WORDS
from dmedesk.kit.cells import identifier
from dmedesk.kit.drafts import Draft
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.scans.udi import production_part
from dmedesk.scans.words import Udi
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.store.finding import Found
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Section, SubTable, options_of
from dmedesk.widgets.forms.grid import RowsEntry
from dmedesk.widgets.forms.keeper import DraftKeeper
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, label, scrolled
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of

_PAUSE_MS = 150
_DRAFT = RecordRef("receiving", 0)
_ROWS = "units"
_NAMES = ("serial", "inventory_no", "lot", "lot_expires_on", "udi_di", "udi_pi")
_ABOUT = (
    "Say what came, then scan every serial; labels of GS1 and HIBCC fill lot, day and UDI too."
    " Nothing is stored before all of it is received, and what you typed is kept meanwhile."
)

PIECES = (
    Section(
        "What came",
        (
            FormField("product_id", "&Product", Kind.RECORD, required=True, picker=PRODUCT_PICKER),
            FormField("acquired_on", "&Day", Kind.DAY, required=True),
            FormField(
                "condition",
                "&Condition",
                Kind.CHOICE,
                required=True,
                options=options_of(CONDITION_WORDS),
                help="Used ones wait at the bench first (101 CMR 322.03(7), (8))",
            ),
            FormField("place_id", "&Goes to", Kind.RECORD, picker=PLACE_PICKER),
            FormField("cost_cents", "C&ost each", Kind.MONEY),
            FormField("warranty_ends_on", "Warrant&y until", Kind.DAY, help="The last day"),
            FormField("vendor", "&From"),
            FormField("purchase_invoice_no", "Their &invoice"),
        ),
    ),
    SubTable(
        _ROWS,
        "Units",
        (
            FormField("serial", "Serial", required=True, reads=identifier, width=48 * GRID),
            FormField("inventory_no", "Own number", width=28 * GRID),
            FormField("lot", "Lot", width=32 * GRID),
            FormField("lot_expires_on", "Good until", Kind.DAY),
            FormField("udi_di", "UDI: device", width=36 * GRID),
            FormField("udi_pi", "UDI: production"),
        ),
        noun="unit",
    ),
)


class ReceivingPage(SettingPage):
    """The form of what came, with a row for every unit."""

    key = "receiving"
    area = "Receiving"
    picture = "package"
    keys = (
        Key("Ctrl+S", "receive them all"),
        Key("Ins, Del", "add a row and type, remove a row"),
        Key("Ctrl+Z, Ctrl+Y", "undo and redo"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._is_begun = self._is_scanning = False
        self._label: Udi | None = None
        self.fields = self.form(PIECES)
        self.keeper = DraftKeeper(workplace, self.fields, self.fail)
        self.question = QuestionBar()
        self.receive = self.guard(
            button("Receive", self.receive_all, part="primary", tip="Receive them all (Ctrl+S)"),
            "receive_units",
        )
        self.over = button("Start over", self.ask_over)
        self.follows = label(part="soft")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self.look)
        self.fields.changed.connect(self._tell)
        self.fields.changed.connect(self._typing.start)
        self._area = scrolled(self.fields)
        self.lay_out(self._area, self.follows, self.over, self.receive, about=_ABOUT)
        whole = self.layout()
        assert whole is not None
        whole.insertWidget(whole.count() - 1, self.question)  # type: ignore[attr-defined]
        self.on_key("Ctrl+S", self.receive.click)

    @property
    def rows(self) -> RowsEntry:
        """The rows of units."""
        found = self.fields.entries[_ROWS]
        assert isinstance(found, RowsEntry)
        return found

    # --- beginning ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """What is typed stays; what is known of the serials is asked anew."""
        if not self._is_begun:
            self._is_begun = True
            self._begin()
            self.keeper.look(_DRAFT, self._offer)
        else:
            self.look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor begins in the first field."""
        super().showEvent(event)
        self.fields.go_to_first()

    def _begin(self) -> None:
        self._label = None
        self.fields.show_values({"acquired_on": self.workplace.today})
        self.fields.go_to_first()
        self._tell()

    def _offer(self, draft: Draft) -> None:
        rows = len(draft.typed.get(_ROWS, ()))
        at = draft.kept_at.astimezone()
        self.question.ask(
            f"What you began at {at:%Y-%m-%d %H:%M} was kept.",
            f"{count_of(rows, 'unit')} scanned, not received yet.",
            "Take it up",
            lambda: self._take_up(draft),
            no="&Throw it away",
            else_act=self.keeper.drop,
        )

    def _take_up(self, draft: Draft) -> None:
        self.keeper.answered()
        self.fields.take_up(draft.typed)

    def ask_over(self) -> None:
        """Throw away what is typed, after asking once."""
        self.question.ask(
            "Start over?", "What is typed and scanned here goes.", "Start over", self._start_over
        )

    def _start_over(self) -> None:
        self.findings.clear()
        self.keeper.drop()
        self._begin()

    # --- what is typed --------------------------------------------------------------------------

    def _units(self) -> list[dict[str, Any]]:
        """The rows as texts, for what is said of their serials."""
        return [dict(one["cells"]) for one in self.rows.raw()]

    def _tell(self) -> None:
        count = len(self.rows.raw())
        self.receive.setText(f"Receive {count_of(count, 'unit')}" if count else "Receive")
        self.receive.setAccessibleName(self.receive.text())
        condition = self.fields.entries["condition"].taken()[0]
        state = state_on_receipt(Condition(condition)) if condition else None
        words = {AssetState.READY: "They will be in stock.", AssetState.CLEANING: _WAIT}
        self.follows.setText("" if state is None else words[state])

    def look(self) -> None:
        """Say at once what is known of the serials."""
        product_id = self.fields.entries["product_id"].taken()[0]
        ask = partial(doubts, units=self._units(), product_id=product_id)
        self.latest.query(ask, done=self._doubt, failed=self.fail)

    def _doubt(self, found: Sequence[Finding]) -> None:
        self.fields.tell(_ROWS, found)
        self.findings.show_findings(found)
        # The bar takes its room first.
        QTimer.singleShot(0, self, self._end_scan)

    def _end_scan(self) -> None:
        self._show_last()
        self._is_scanning = False

    # --- scanning -------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """Add the unit that was scanned; a label without a serial belongs to one that has it."""
        found = label_of(text, today=self.workplace.today)
        if not isinstance(found, Udi):
            self.fail(found)
        elif found.serial:
            self._add(found)
        else:
            self._complete(found)
        if isinstance(found, Udi) and found.di:
            find = partial(product_of_label, udi_di=found.di)
            self.workplace.runner.query(find, done=self._take_product, failed=self.fail)
        return True

    def _add(self, scanned: Udi) -> None:
        """A row of the unit, with what a label scanned before it said."""
        cells = _cells(scanned)
        if self._label is not None:
            cells = {**_cells(self._label), **cells}
            self._label = None
        entry = self.rows
        self.fields.take_up({_ROWS: [*entry.raw(), *entry.raw_of([cells])]})
        entry.grid.setCurrentIndex(entry.rows.index(len(entry.raw()) - 1, 0))
        self._is_scanning = True
        self._show_last()

    def _show_last(self) -> None:
        """After a scan its row is in sight, whatever was said above."""
        if self._is_scanning:
            self.rows.grid.scrollToBottom()
            self._area.ensureWidgetVisible(self.rows.widget)

    def _complete(self, scanned: Udi) -> None:
        """The last row takes what it lacks; where it lacks nothing the next one is meant."""
        entry = self.rows
        rows = entry.raw()
        (fresh,) = entry.raw_of([_cells(scanned)])
        said = {name: raw for name, raw in fresh["cells"].items() if raw}
        if not rows or any(rows[-1]["cells"].get(name) for name in said):
            self._label = scanned
            self.workplace.say("The label is kept for the next serial.")
            return
        rows[-1]["cells"].update(said)
        self.fields.take_up({_ROWS: rows})

    def _take_product(self, product: Found | None) -> None:
        """The product that the label names: taken where none is chosen, else compared."""
        entry = self.fields.entries["product_id"]
        chosen = entry.taken()[0]
        if product is None or chosen == product.id:
            return
        if chosen is None and not entry.raw():
            self.fields.take_up({"product_id": entry.raw_of(Picked(*product))})
            return
        self.fail(
            (
                Finding(
                    Severity.WARNING,
                    "another_product",
                    f"The label is one of {product.title}, and another product is chosen.",
                    remedy="Remove the row (Del), or choose that product.",
                    field="product_id",
                ),
            )
        )

    # --- receiving ------------------------------------------------------------------------------

    def receive_all(self) -> None:
        """Receive every unit of the list, or none, with everything told that is wrong."""
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fields.show_findings(refused.findings)
            self.fail(refused.findings)
            return
        units = [{name: one[name] for name in _NAMES} for one in values.pop(_ROWS)]
        place_id = values.pop("place_id")
        act = partial(_receive, shared=values, units=units, place_id=place_id)
        self.workplace.runner.operate(
            act, action="receive_units", done=self._received, failed=self._not_received
        )

    def _received(self, ids: Sequence[int]) -> None:
        self.findings.clear()
        self.keeper.drop()
        self._begin()
        are = "is" if len(ids) == 1 else "are"
        self.workplace.say(f"{count_of(len(ids), 'unit')} {are} received.")
        self.workplace.changed.emit()

    def _not_received(self, findings: tuple[Finding, ...]) -> None:
        self.fail(findings)
        self.fields.show_findings(findings)
        next((one for one in findings if self.fields.go_to(one.field)), None)


_WAIT = "They will wait at the bench: used ones are cleaned and checked first."


def _cells(scanned: Udi) -> dict[str, Any]:
    """What a label says, as a row has it; what it does not say is left out."""
    said = {
        "serial": scanned.serial,
        "lot": scanned.lot,
        "lot_expires_on": scanned.expires_on,
        "udi_di": scanned.di,
        "udi_pi": production_part(scanned),
    }
    return {name: value for name, value in said.items() if value}


def _receive(
    work: Any,
    *,
    shared: Mapping[str, Any],
    units: Sequence[Mapping[str, Any]],
    place_id: int | None,
) -> list[int]:
    return receive_units(work, shared=shared, units=units, place_id=place_id)
