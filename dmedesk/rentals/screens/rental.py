"""One rental: its months as a strip with "Why?", its units and stays, what belongs to it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from dmedesk.kit.calendar import last_day
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.listed import RentalState
from dmedesk.rentals.queries.record import RentalRead, StayAway, UnitServed, read_rental
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.screens.correcting import StayBar
from dmedesk.rentals.screens.pausing import PauseBars
from dmedesk.rentals.screens.rentals import MonthsPanel, StripReader, state_of
from dmedesk.widgets.entering import NewRecord, offer_new
from dmedesk.widgets.listing import Fact
from dmedesk.widgets.listing.preview import facts_grid, show_facts
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import (
    button,
    column,
    empty,
    frame,
    label,
    padded,
    row,
    scrolled,
    set_part,
)
from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel
from dmedesk.widgets.related import RelatedPanel
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of, money

_LEFT_WIDTH, _BESIDE_WIDTH = 820, 320
_PROOFS = {
    Proof.SIGNED: "signed",
    Proof.DRIVER_NOTE: "by the driver's note",
    Proof.CARRIER_LOG: "by the carrier's log",
}


class WhyReader(Protocol):
    """Says why a month of a rental has its amount, or waits; handed in by the desk."""

    def __call__(
        self, session: Any, /, *, rental_id: int, from_on: date, on: date
    ) -> Reckoning | None:
        """The reckoning of the month that begins on a day; None where there is none yet."""
        ...


UNIT_COLUMNS: tuple[Column[UnitServed], ...] = (
    Column("Serial", lambda unit: unit.serial, width=130, wide=True),
    Column("Item", lambda unit: unit.product, width=140, spare=1),
    Column("From", lambda unit: unit.from_on.isoformat(), width=104),
    Column("Until", lambda unit: _last(unit.until_on), width=104),
)

STAY_COLUMNS: tuple[Column[StayAway], ...] = (
    Column("Away from", lambda stay: stay.from_on.isoformat(), width=104),
    Column("Back on", lambda stay: str(stay.until_on or "still away"), width=104),
    Column("Reason", lambda stay: stay.reason, width=120, wide=True),
)


def _last(until_on: date | None) -> str:
    return "" if until_on is None else last_day(until_on).isoformat()


class RentalPage(RecordPage):
    """A rental. F8 shows why the chosen month has its amount, in place of units and stays."""

    keys = (
        Key("F8", "why the chosen month has its amount, or waits; again to go back"),
        Key("Left, Right", "from month to month in the strip"),
        Key("Alt+O", "its purchase option: what it may be bought for, and the offer"),
        Key("Alt+C", "correct the chosen stay away from home (Enter on it does, too)"),
    )

    def __init__(
        self, workplace: Workplace, ref: RecordRef, strips: StripReader, why: WhyReader
    ) -> None:
        super().__init__(workplace, ref)
        self._why_of = why
        self._reads, self._whys = Latest(workplace.runner), Latest(workplace.runner)
        self.read: RentalRead | None = None
        self._title, self._state = label(part="heading"), label()
        self.months = MonthsPanel(workplace, strips)
        self.months.strip.chosen.connect(lambda _place: self._explain())
        self.units = Table("Units by dates", UNIT_COLUMNS)
        self.stays = Table("Stays away from home", STAY_COLUMNS)
        self.why = ReckoningPanel()
        self.why.hide()
        self.beside = RelatedPanel(workplace, self.fail)
        self._facts, self._terms = facts_grid(), facts_grid()
        self.why_button = button("&Why?", self.toggle_why, keys="F8", tip="Why this month")
        self.pausing = PauseBars(workplace, ref.id, done=workplace.changed.emit, failed=self.fail)
        self.pause_button = button("&Pause", self.pausing.ask_pause, picture="pause")
        self.resume_button = button("&Go on", self.pausing.ask_resume)
        self.correcting = StayBar(
            workplace, self.fail, lambda: workplace.say("The stay is corrected.")
        )
        self.correct_button = button("&Correct a stay …", self.ask_correction)
        self.option_button = button(
            "Purchase &option", self.open_option, tip="What it may be bought for"
        )
        self.slip_button = button("Sl&ip …", self.enter_slip, tip="Exchange or fetch the unit")
        for one in (self.pause_button, self.resume_button):
            one.clicked.connect(lambda _checked: self.correcting.close_question())
        self.stays.opened.connect(lambda _stay: self.ask_correction())
        self._make_layout()
        self.setFocusProxy(self.months.strip)

    def _make_layout(self) -> None:
        tables = row(
            column(label("Units", "small"), self.units, gap=GRID),
            column(label("Away from home", "small"), self.stays, gap=GRID),
            gap=3 * GRID,
        )
        self._tables = QWidget()
        self._tables.setLayout(tables)
        facts = row(self._facts, self._terms, gap=6 * GRID)
        for place in range(2):
            facts.setStretch(place, 1)
        left = QWidget()
        pieces = column(
            frame("panel", padded(column(facts, self.months, gap=3 * GRID), 4 * GRID, 3 * GRID)),
            self._tables,
            self.why,
            gap=3 * GRID,
        )
        pieces.setStretch(1, 1)
        pieces.setStretch(2, 1)
        left.setLayout(pieces)
        split = QSplitter(Qt.Orientation.Horizontal)
        # An open bar in large type leaves too little room for all of it.
        split.addWidget(scrolled(left))
        beside = padded(column(self.beside, None), 3 * GRID, 3 * GRID)
        split.addWidget(scrolled(frame("panel", beside)))
        split.setSizes([_LEFT_WIDTH, _BESIDE_WIDTH])
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        asking = (self.slip_button, self.correct_button, self.pause_button, self.resume_button)
        self.tools = row(self.option_button, *asking, self.why_button)
        for one in asking:
            one.hide()
        head = row(self._title, self._state, None, self.tools, gap=3 * GRID)
        bars = (self.findings, self.pausing.pause, self.pausing.resume, self.correcting)
        whole = column(head, *bars, split, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read the rental anew."""
        self._reads.query(
            partial(read_rental, rental_id=self.ref.id, on=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )
        self.beside.show_ref(self.ref)

    def _show(self, read: RentalRead | None) -> None:
        if read is None:
            gone = "There is no such rental in this shop."
            remedy = "Close this page, and look for it under Rentals."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.read = read
        word, tone = state_of(read.row)
        self._title.setText(f"{read.row.rental_no} · {read.row.member}")
        self._state.setText(f"{word} since {read.row.ended_on}" if read.row.ended_on else word)
        set_part(self._state, tone.value)
        empty(self._facts)
        empty(self._terms)
        show_facts(self._facts, _facts(read))
        show_facts(self._terms, _terms(read))
        self.months.show_row(read.row)
        self.units.show_rows(read.units, same=lambda unit: unit.from_on)
        self.stays.show_rows(read.stays, same=lambda stay: stay.from_on)
        self._offer(read)
        self.titled.emit(read.row.rental_no)

    def _offer(self, read: RentalRead) -> None:
        """A running rental can be paused, a paused one goes on, by whoever may."""
        may = self.workplace.may_write and read.row.state != RentalState.ENDED
        is_away = any(stay.until_on is None for stay in read.stays)
        writes = self.workplace.may_write
        for one, action, shown in (
            (self.correct_button, "correct_stay", writes and bool(read.stays)),
            (self.slip_button, "open_ticket", may),
            (self.pause_button, "pause_rental", may and not is_away),
            (self.resume_button, "resume_rental", may and is_away),
        ):
            why = self.workplace.why_not(action)
            one.setVisible(shown)
            one.setEnabled(not why)
            if why:
                one.setToolTip(why)

    def ask_correction(self) -> None:
        """Ask for the right days of the chosen stay, else of the last one."""
        stays = self.stays.rows_model.rows
        if not stays or not self.correct_button.isEnabled() or self.correct_button.isHidden():
            return
        self.pausing.pause.hide()
        self.pausing.resume.hide()
        self.correcting.ask_for(self.stays.chosen_row() or stays[-1])

    def open_option(self) -> None:
        """Open the rental's purchase option."""
        self.workplace.navigator.open_record(RecordRef("purchase_option", self.ref.id))

    def enter_slip(self) -> None:
        """Offer the slips by which the rental's unit is exchanged or fetched."""
        if self.read is not None:
            unit = {"id": self.read.asset_id, "title": self.read.row.serial}
            exchange = {"kind": "exchange", "unit_id": unit}
            offered = (
                NewRecord("&Exchange", "ticket", exchange),
                NewRecord("Pic&kup", "ticket", {**exchange, "kind": "pickup"}),
            )
            offer_new(self.workplace, self.slip_button, offered)

    def toggle_why(self) -> None:
        """Show why the chosen month has its amount, in place of units and stays; or these again."""
        is_shown = not self.why.isHidden()
        if not is_shown and self.months.chosen_month() is None:
            return
        self.why.setVisible(not is_shown)
        self._tables.setVisible(is_shown)
        self.why_button.setText("&Units" if not is_shown else "&Why?")
        self._explain()

    def _explain(self) -> None:
        month = self.months.chosen_month()
        if month is None or self.why.isHidden():
            return
        self._whys.query(
            partial(
                self._why_of,
                rental_id=self.ref.id,
                from_on=month.from_on,
                on=self.workplace.today,
            ),
            done=self._show_why,
            failed=self.fail,
        )

    def _show_why(self, found: Reckoning | None) -> None:
        self.why.show_reckoning(found or _NOT_YET)


_NOT_YET = Reckoning(
    title="No amount here",
    amount="",
    subject=("This month was billed before the move, is away from home, or has not begun.",),
    steps=(),
    notes=(),
)


def _facts(read: RentalRead) -> Sequence[Fact]:
    listed = read.row
    return [
        Fact("Item", f"{listed.product} · {listed.hcpcs}"),
        Fact("Serial", listed.serial),
        Fact("Payer", listed.payer_code),
    ]


def _terms(read: RentalRead) -> Sequence[Fact]:
    listed = read.row
    proof = "none" if read.proof is Proof.NONE else f"{_PROOFS[read.proof]}, {read.proof_on}"
    return [
        Fact("Since", listed.started_on.isoformat()),
        Fact("Billed", f"{count_of(listed.months, 'month')}, {money(listed.billed_cents)}"),
        Fact("Proof", f"{proof}; authorization required" if read.pa_required else proof),
    ]
