"""The lines of a slip with what can be done to them: kits and units before it goes out, settling
after another unit came back.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from dmedesk.assets.screens.picking import UNIT_PICKER
from dmedesk.catalog.screens.picking import kit_picker
from dmedesk.deliveries.actions.kits import KIT_FIELD, add_kit, give_unit, take_line_off
from dmedesk.deliveries.actions.settling import settle_return
from dmedesk.deliveries.queries.records import SlipLine, SlipRead
from dmedesk.deliveries.queries.scanned import unit_scanned
from dmedesk.deliveries.rules.scanned import FIELD, ScannedUnit
from dmedesk.deliveries.rules.words import Settled, TicketKind, TicketStage
from dmedesk.deliveries.screens.ticket_columns import LINE_COLUMNS
from dmedesk.deliveries.screens.words import SETTLED_WORDS
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.scans.udi import is_label, read_udi
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID


class SettleBar(ActionBar):
    """Asks what became of the unit in whose stead another one came back."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        fields = (
            FormField(
                "settled",
                "What became of it",
                Kind.CHOICE,
                required=True,
                options=options_of(SETTLED_WORDS),
            ),
            FormField("settled_on", "On", Kind.DAY, required=True),
            FormField("note", "How you know", required=True),
        )
        super().__init__(
            workplace,
            failed,
            fields,
            action="settle_return",
            done=lambda: workplace.say("It is settled."),
        )

    def ask_about(self, line: SlipLine, today: date) -> None:
        """Ask about one line."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return settle_return(
                work,
                line_id=line.id,
                settled=Settled(values["settled"]),
                settled_on=values["settled_on"],
                note=values["note"],
            )

        title = f"{line.moved_serial} came back, and {line.serial} was expected"
        self.open_bar(title, "Settle it", act, {"settled_on": today})


class SlipLines(QWidget):
    """The lines of one slip. ``done`` is told after one of them was changed."""

    done = Signal()

    def __init__(self, workplace: Workplace, failed: Failed, question: QuestionBar) -> None:
        super().__init__()
        self.workplace, self._failed, self._question = workplace, failed, question
        self.read: SlipRead | None = None
        self.table = Table("Lines of the slip", LINE_COLUMNS)
        self.settle = SettleBar(workplace, failed)
        kit = FormField(
            KIT_FIELD, "Kit", Kind.RECORD, required=True, picker=kit_picker(workplace.today)
        )
        unit = FormField(FIELD, "Unit", Kind.RECORD, required=True, picker=UNIT_PICKER)
        self.kit = ActionBar(workplace, failed, (kit,), action="add_kit", done=self._added)
        self.unit = ActionBar(workplace, failed, (unit,), action="give_unit", done=self._given)
        self.bars = (self.settle, self.kit, self.unit)
        self.kit_button = button("Add a &kit …", self.ask_kit)
        self.unit_button = button("Give a &unit …", self.ask_unit, tip="Or scan it (Alt+U)")
        self.off_button = button("&Take off …", self.ask_off, tip="Take the line off (Alt+T)")
        self.buttons = (self.kit_button, self.unit_button, self.off_button)
        for one in self.buttons:
            one.hide()
        head = row(label("On the slip", "small"), None, *self.buttons)
        self.setLayout(column(head, self.table, gap=GRID))
        self.setFocusProxy(self.table)

    def show_slip(self, read: SlipRead) -> None:
        """Show the slip's lines, and what can be done to them by whoever may."""
        self.read = read
        self.table.show_rows(read.lines, same=lambda line: line.id)
        is_ahead = read.row.stage is TicketStage.TO_PRINT
        is_delivery = read.row.kind is TicketKind.DELIVERY
        waits = any(line.awaits_unit for line in read.lines)
        offered: dict[QPushButton, tuple[bool, str]] = {
            self.kit_button: (is_ahead and is_delivery, "add_kit"),
            self.unit_button: (is_ahead and waits, "give_unit"),
            self.off_button: (is_ahead and len(read.lines) > 1, "take_line_off"),
        }
        for one, (shown, action) in offered.items():
            why_not = self.workplace.why_not(action)
            one.setVisible(shown and self.workplace.may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())

    # --- scans ------------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A unit was scanned: the line that waits for one of its product gets it."""
        if not (self.unit_button.isVisible() and self.unit_button.isEnabled()):
            return False
        serial = text.strip()
        if is_label(text):
            try:
                serial = read_udi(text, today=self.workplace.today).serial
            except Refused as refused:
                self._failed(refused.findings)
                return True
        self.workplace.runner.query(
            lambda session: unit_scanned(session, serial, on=self.workplace.today),
            done=partial(self._give, serial),
            failed=self._failed,
        )
        return True

    def _give(self, serial: str, unit: ScannedUnit | None) -> None:
        if unit is None:
            message, remedy = "No unit has this serial.", "Choose it from the list (Alt+U)."
            self._failed((Finding(Severity.STOP, "unknown_unit", message, serial, remedy),))
        elif self.read is not None:
            self.workplace.runner.operate(
                partial(_give, ticket_id=self.read.row.id, on=self.workplace.today, unit=unit),
                action="give_unit",
                done=lambda _line: self._taken(unit.serial),
                failed=self._failed,
            )

    def _taken(self, serial: str) -> None:
        self._tell(f"{serial} goes out.")
        self.workplace.changed.emit()

    def _added(self) -> None:
        self._tell("The kit is on the slip.")

    def _given(self) -> None:
        self._tell("The unit goes out.")

    def _tell(self, words: str) -> None:
        self.workplace.say(words)
        self.done.emit()

    # --- what can be done -------------------------------------------------------------------------

    def ask_kit(self) -> None:
        """Ask which kit goes on the slip."""
        if self.read is not None:
            ticket_id, on = self.read.row.id, self.workplace.today

            def act(work: Any, values: Mapping[str, Any]) -> object:
                return add_kit(work, ticket_id=ticket_id, kit_id=values[KIT_FIELD], on=on)

            self.kit.open_bar(
                "A kit’s lines come on the slip; its units are scanned then", "Add it", act, {}
            )

    def ask_unit(self) -> None:
        """Ask which unit goes out on a line that waits for one."""
        if self.read is not None:
            ticket_id, on = self.read.row.id, self.workplace.today

            def act(work: Any, values: Mapping[str, Any]) -> object:
                return give_unit(work, ticket_id=ticket_id, asset_id=values[FIELD], on=on)

            products = dict.fromkeys(line.product for line in self.read.lines if line.awaits_unit)
            title = f"To be scanned: {', '.join(products)}"
            self.unit.open_bar(title, "It goes out", act, {})

    def ask_off(self) -> None:
        """Ask whether the chosen line, or the first that waits for its unit, comes off the slip."""
        line = self.table.chosen_row() or self._first_waiting()
        if line is None:
            message, remedy = "No line is chosen.", "Choose the one to take off."
            self._failed((Finding(Severity.NOTE, "no_line", message, remedy=remedy),))
            return
        self._question.ask(
            f"Take {line.serial or line.product} off the slip?",
            "Its unit is free for other slips." if line.serial else "Nothing of it goes out.",
            "Take it off",
            partial(self._take_off, line.id),
        )

    def _first_waiting(self) -> SlipLine | None:
        lines = () if self.read is None else self.read.lines
        return next((line for line in lines if line.awaits_unit), None)

    def _take_off(self, line_id: int) -> None:
        self.workplace.runner.operate(
            lambda work: take_line_off(work, line_id=line_id),
            action="take_line_off",
            done=lambda _none: self._taken_off(),
            failed=self._failed,
        )

    def _taken_off(self) -> None:
        self._tell("The line is off the slip.")
        self.workplace.changed.emit()

    def ask_settle(self) -> None:
        """Ask what became of the unit that did not come back: the chosen line's, or the first."""
        if self.read is None:
            return
        chosen = self.table.chosen_row()
        wanted = [line for line in self.read.lines if line.is_unsettled]
        line = chosen if chosen in wanted else next(iter(wanted), None)
        if line is not None:
            self.settle.ask_about(line, self.workplace.today)


def _give(work: Any, *, ticket_id: int, unit: ScannedUnit, on: date) -> int:
    return give_unit(work, ticket_id=ticket_id, asset_id=unit.asset_id, on=on)
