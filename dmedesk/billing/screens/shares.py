"""Which lines a payment pays: proposed while it is typed, chosen and changed by keys, summed up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.billing.queries.payable import MOST_LISTED, Payable, Payables, payables
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.payments import PaymentFacts
from dmedesk.kit import entry as typing
from dmedesk.kit.cells import Unreadable
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, row, set_part
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, ROW, Tone, px
from dmedesk.widgets.words import count_of, money

_ROWS_SHOWN = 6
_FINDER_WIDTH = 216
_FIGURES = "0123456789.,"


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An open line, and what the payment pays of it: ``typed`` while it is being typed."""

    line: Payable
    cents: int
    typed: str | None = None

    @property
    def pays(self) -> str:
        """What stands in its last cell."""
        if self.typed is not None:
            return self.typed
        return money(self.cents) if self.cents else ""


def _pays_tone(row: ShareRow) -> Tone:
    return Tone.STOPPED if row.cents > row.line.open_cents else Tone.READY


COLUMNS: tuple[Column[ShareRow], ...] = (
    Column("Invoice", lambda row: row.line.invoice_no, width=104),
    Column("Line", lambda row: str(row.line.place), width=48, figures=True),
    Column("Member", lambda row: row.line.member, width=160, wide=True),
    Column("Invoiced", lambda row: row.line.posted_on.isoformat(), width=104, spare=1),
    Column("Open", lambda row: money(row.line.open_cents), width=96, figures=True),
    Column("Pays", lambda row: row.pays, width=96, figures=True, tone=_pays_tone),
)


class SharesTable(Table[ShareRow]):
    """Space takes a line or lets it go, figures type what is paid of it, letters look for one."""

    toggled = Signal(object)
    amount_typed = Signal(object, str)
    looked_for = Signal(str)
    accepted = Signal()

    def __init__(self) -> None:
        super().__init__("What the payment pays", COLUMNS)
        self.setSortingEnabled(False)
        self.opened.connect(self.toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the class; the others are the table's."""
        chosen, text = self.chosen_row(), event.text()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif chosen is None or control or not text:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.toggled.emit(chosen)
        elif event.key() == Qt.Key.Key_Backspace:
            self.amount_typed.emit(chosen, chosen.pays[:-1])
        elif text in _FIGURES:
            self.amount_typed.emit(chosen, (chosen.typed or "") + text)
        elif text.isalpha():
            self.looked_for.emit(text)
        else:
            super().keyPressEvent(event)


class SharesPanel(QWidget):
    """The open lines of the account with what the payment pays of each.

    What is proposed follows the amount, until a line is chosen or an amount typed; from then on
    what was chosen stays. ``accepted`` tells that Enter was pressed among the lines.
    """

    accepted = Signal()

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._reads, self._failed = Latest(workplace.runner), failed
        self._facts: PaymentFacts | None = None
        self._invoice_id: int | None = None
        self._found = Payables((), ())
        self._chosen: dict[int, int] | None = None
        self._typed: tuple[int, str] | None = None
        self._known: dict[int, Payable] = {}
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Find an invoice or a member")
        self.finder.setMinimumWidth(px(_FINDER_WIDTH))
        self.finder.setAccessibleName("Find a line to pay")
        self.finder.textEdited.connect(lambda _text: self._ask())
        self.told = label()
        self.told.setWordWrap(True)
        self.again = button("Propose anew", self.propose, part="link", tip="The oldest lines first")
        self.table = SharesTable()
        self.table.setMinimumHeight(px((_ROWS_SHOWN + 1) * ROW))
        self.table.toggled.connect(self._toggle)
        self.table.amount_typed.connect(self._type)
        self.table.looked_for.connect(self._look_for)
        self.table.accepted.connect(self.accepted)
        self.table.chosen.connect(lambda _row: self._end_typing())
        head = row(self.finder, self.told, self.again, gap=3 * GRID)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.table, gap=GRID))
        self.hide()

    def clear(self) -> None:
        """Nothing is typed yet."""
        self._facts, self._invoice_id = None, None
        self._chosen, self._typed = None, None
        self._found, self._known = Payables((), ()), {}
        self.finder.clear()
        self.hide()

    def show_for(self, facts: PaymentFacts | None, invoice_id: int | None) -> None:
        """Show what this payment may pay; None: nothing by itself, or nobody's yet."""
        if (facts, invoice_id) == (self._facts, self._invoice_id):
            return
        if _account(facts, invoice_id) != _account(self._facts, self._invoice_id):
            self._chosen, self._typed = None, None
        self._facts, self._invoice_id = facts, invoice_id
        if facts is None or _account(facts, invoice_id) is None:
            self.hide()
            return
        self._ask()

    def shares(self) -> tuple[Share, ...] | None:
        """What was chosen; None where it is left to what is proposed."""
        if self._chosen is None or self.isHidden():
            return None
        return tuple(Share(line_id, cents) for line_id, cents in self._chosen.items() if cents)

    def propose(self) -> None:
        """Pay what is proposed again."""
        self._chosen, self._typed = None, None
        self._show()

    def go_to_lines(self) -> None:
        """Go to the lines."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading -------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._facts is None:
            return
        asked = partial(
            payables,
            facts=self._facts,
            invoice_id=self._invoice_id,
            part=self.finder.text(),
            keep=tuple(self._chosen or ()),
        )
        self._reads.query(asked, done=self._read, failed=self._failed)

    def _read(self, found: Payables) -> None:
        self._found = found
        self._known |= {one.line_id: one for one in found.rows}
        self.show()
        self._show()

    def _look_for(self, text: str) -> None:
        self.finder.setText(text)
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.setCursorPosition(len(text))
        self._ask()

    # --- choosing ------------------------------------------------------------------------------

    def _shares(self) -> dict[int, int]:
        if self._chosen is not None:
            return self._chosen
        return {share.line_id: share.cents for share in self._found.shares}

    def _choose(self, line_id: int, cents: int) -> None:
        chosen = dict(self._shares())
        chosen[line_id] = cents
        self._chosen = {key: value for key, value in chosen.items() if value}
        self._show()

    def _toggle(self, chosen: ShareRow) -> None:
        """Pay what is open on a line, as far as the payment goes; or nothing of it."""
        self._typed = None
        left, most = self._amount() - sum(self._shares().values()), chosen.line.open_cents
        cents = min(most, left) if left > 0 else most
        self._choose(chosen.line.line_id, 0 if chosen.cents else cents)

    def _type(self, chosen: ShareRow, text: str) -> None:
        self._typed = (chosen.line.line_id, text)
        try:
            cents = typing.money(text) if text.strip() else 0
        except Unreadable:
            cents = 0
        self._choose(chosen.line.line_id, cents or 0)

    def _end_typing(self) -> None:
        chosen, typed = self.table.chosen_row(), self._typed
        if typed is not None and chosen is not None and chosen.line.line_id != typed[0]:
            self._typed = None
            self._show()

    # --- showing -------------------------------------------------------------------------------

    def _amount(self) -> int:
        return 0 if self._facts is None else self._facts.amount_cents

    def _show(self) -> None:
        shares, typed = self._shares(), self._typed or (0, "")
        self.table.show_rows(
            [
                ShareRow(
                    line,
                    shares.get(line.line_id, 0),
                    typed[1] if typed[0] == line.line_id else None,
                )
                for line in self._found.rows
            ],
            same=lambda one: one.line.line_id,
        )
        words, tone = self._sum(shares)
        self.told.setText(words)
        set_part(self.told, tone.value)
        self.again.setEnabled(self._chosen is not None)

    def _sum(self, shares: Mapping[int, int]) -> tuple[str, Tone]:
        """What is paid of how many lines, and whether it fits the payment."""
        total, amount = sum(shares.values()), self._amount()
        lines = count_of(sum(bool(cents) for cents in shares.values()), "line")
        told = f"{'Chosen' if self._chosen is not None else 'Proposed'}: {money(total)} on {lines}"
        tone = Tone.READY
        if total > amount:
            told += f"   ·   {money(total - amount)} more than the payment has"
            tone = Tone.STOPPED
        elif total < amount:
            told += f"   ·   {money(amount - total)} stays on the account"
            tone = Tone.WAITING
        over = [
            self._known[line_id].invoice_no
            for line_id, cents in shares.items()
            if line_id in self._known and cents > self._known[line_id].open_cents
        ]
        if over:
            told += f"   ·   more than is open on {', '.join(over)}"
            tone = Tone.STOPPED
        if self._found.has_more:
            told += f"   ·   the oldest {MOST_LISTED} are listed"
        return told, tone


def _account(facts: PaymentFacts | None, invoice_id: int | None) -> object:
    """Whose lines they are: a payer's, a member's, or an invoice's payer's."""
    if facts is None:
        return None
    if facts.payer_id is None and facts.member_id is None:
        return None if invoice_id is None else ("invoice", invoice_id)
    return facts.payer_id, facts.member_id
