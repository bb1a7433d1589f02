"""What was delivered or repaired and is not charged yet, above the list of charges."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QFrame

from dmedesk.billing.actions.charging_sources import SourcesCharged, charge_sources
from dmedesk.billing.queries.chargeable import Chargeable, chargeable
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px
from dmedesk.widgets.words import count_of, money

_HEIGHT = 150


def _usual(one: Chargeable) -> str:
    cents = one.said.usual_charge_cents if one.said else None
    return "–" if cents is None else money(cents)


COLUMNS: tuple[Column[Chargeable], ...] = (
    Column("From", lambda one: one.source_no, width=120),
    Column("On", lambda one: one.on.isoformat(), width=96),
    Column("Member", lambda one: one.member, width=140),
    Column("What", lambda one: one.what, width=160, wide=True),
    Column("Usual charge", _usual, width=96, figures=True),
)


class ProposalBar(QFrame):
    """The proposals, each to be charged by Enter, or all at once; hidden while there are none."""

    def __init__(self, workplace: Workplace, failed: Failed, told: Callable[[], object]) -> None:
        super().__init__()
        set_part(self, "panel")
        self.workplace, self._failed, self._told = workplace, failed, told
        self._latest = Latest(workplace.runner)
        self.head = label(part="section")
        self.table = Table("Not charged yet", COLUMNS)
        self.table.setFixedHeight(px(_HEIGHT))
        self.one = button("Charge this", self.charge_chosen, tip="The chosen line (Enter)")
        self.all = button("Charge all", self.charge_all, tip="Every line of the list")
        head = row(self.head, None, self.one, self.all, gap=2 * GRID)
        self.setLayout(padded(column(head, self.table, gap=GRID), 3 * GRID, 2 * GRID))
        self.table.opened.connect(lambda _row: self.charge_chosen())
        self.hide()

    def refresh(self) -> None:
        """Read what waits to be charged."""
        self._latest.query(chargeable, done=self._show, failed=self._failed)

    def _show(self, found: Sequence[Chargeable]) -> None:
        self.head.setText(f"Delivered or repaired, not charged yet: {count_of(len(found), 'line')}")
        self.table.show_rows(found, same=lambda one: (one.source, one.source_no))
        self.setVisible(bool(found))
        why_not = self.workplace.why_not("charge_sources")
        for act in (self.one, self.all):
            act.setEnabled(self.workplace.may_write and not why_not)
            act.setToolTip(why_not or act.toolTip())

    def charge_chosen(self) -> None:
        """Charge the chosen line."""
        chosen = self.table.chosen_row()
        if chosen is not None and self.one.isEnabled():
            self._charge([(chosen.source, chosen.source_no)])

    def charge_all(self) -> None:
        """Charge every line."""
        self._charge(None)

    def _charge(self, sources: Collection[tuple[SourceKind, str]] | None) -> None:
        self.workplace.runner.operate(
            lambda work: charge_sources(work, sources=sources),
            action="charge_sources",
            done=self._charged,
            failed=self._failed,
        )

    def _charged(self, charged: SourcesCharged) -> None:
        self.workplace.say(f"{count_of(len(charged.charge_ids), 'charge')} entered.")
        if charged.findings:
            self._failed(charged.findings)
        self.workplace.changed.emit()
        self._told()
