"""The rentals: a list, and the chosen one's months as a strip from its first day to its cap."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QFrame

from dmedesk.kit.calendar import last_day
from dmedesk.rentals.queries.listed import MonthState, RentalListed, StripMonth, list_rentals
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import column, frame, label, padded
from dmedesk.widgets.strip import Cell, Strip
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import money


class StripReader(Protocol):
    """Reads a rental's months with what the house above knows of them; handed in by the desk."""

    def __call__(self, session: Any, /, *, rental_id: int, on: date) -> Sequence[StripMonth]:
        """The months of one rental."""
        ...


_SIGNS = {
    MonthState.PAID: ("✓", Tone.READY),
    MonthState.BILLED: ("✓", Tone.READY),
    MonthState.HELD: ("‖", Tone.WAITING),
    MonthState.DUE: ("→", Tone.OUT),
    MonthState.COMING: ("·", Tone.CLOSED),
    MonthState.PAUSED: ("–", Tone.CLOSED),
}


def _state(rental: RentalListed) -> tuple[str, Tone]:
    if rental.ended_on is not None:
        return f"✓ ended {rental.ended_on}", Tone.CLOSED
    if rental.stopped_on is not None:
        return f"✓ ended {rental.stopped_on}", Tone.CLOSED
    if rental.is_paused:
        return "– paused", Tone.WAITING
    return "→ on rent", Tone.OUT


COLUMNS: tuple[Column[RentalListed], ...] = (
    Column("Rental", lambda row: row.rental_no, width=76),
    Column("Member", lambda row: row.member, width=150),
    Column("Item", lambda row: row.product, width=160, wide=True),
    Column("Code", lambda row: row.hcpcs, width=72, spare=1),
    Column("Serial", lambda row: row.serial, width=128),
    Column("Payer", lambda row: row.payer_code, width=64, spare=2),
    Column("Since", lambda row: row.started_on.isoformat(), width=96, spare=3),
    Column(
        "Months", lambda row: str(row.months), order=lambda row: row.months, width=72, figures=True
    ),
    Column(
        "Billed",
        lambda row: money(row.billed_cents),
        order=lambda row: row.billed_cents,
        width=96,
        figures=True,
    ),
    Column("State", lambda row: _state(row)[0], width=152, tone=lambda row: _state(row)[1]),
)


class RentalsPage(Page):
    """Every rental; below the list the months of the chosen one."""

    key = "rentals"
    area = "&Rentals"
    picture = "bed"
    keys = (Key("Left, Right", "from month to month in the strip"),)

    def __init__(self, workplace: Workplace, strips: StripReader) -> None:
        super().__init__(workplace)
        self._strips = strips
        self._lists, self._months = Latest(workplace.runner), Latest(workplace.runner)
        self._head = label("Rentals", "heading")
        self.list = Table("Rentals", COLUMNS)
        self.strip = Strip("Months of the rental")
        self._rental, self._month = label(part="heading"), label(part="soft")
        page = column(self._head, self.findings, self.list, self._below(), gap=3 * GRID)
        page.setStretch(2, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._open)
        self.strip.chosen.connect(self._tell)
        self._shown: Sequence[StripMonth] = ()

    def _below(self) -> QFrame:
        return frame("panel", padded(column(self._rental, self.strip, self._month), MARGIN))

    def refresh(self) -> None:
        """Read the list anew."""
        self._lists.query(
            partial(list_rentals, on=self.workplace.today), done=self._show, failed=self.fail
        )

    def _show(self, rentals: Sequence[RentalListed]) -> None:
        running = sum(rental.ended_on is None and rental.stopped_on is None for rental in rentals)
        self._head.setText(f"Rentals: {running:,} running, {len(rentals) - running:,} ended")
        self.list.show_rows(rentals, same=lambda rental: rental.rental_id)

    def _open(self, rental: RentalListed | None) -> None:
        self.strip.show_cells(())
        self._rental.setText("")
        self._month.setText("")
        if rental is None:
            return
        self._rental.setText(f"{rental.rental_no} · {rental.member} · {rental.product}")
        self._months.query(
            partial(self._strips, rental_id=rental.rental_id, on=self.workplace.today),
            done=self._show_months,
            failed=self.fail,
        )

    def _show_months(self, months: Sequence[StripMonth]) -> None:
        self._shown = months
        self.strip.show_cells([cell_of(month) for month in months])
        begun = [n for n, month in enumerate(months) if month.state is not MonthState.COMING]
        if begun:
            self.strip.choose(begun[-1])

    def _tell(self, place: int) -> None:
        self._month.setText(sentence_of(self._shown[place]))


def cell_of(month: StripMonth) -> Cell:
    """A month as the strip draws it."""
    sign, tone = _SIGNS[month.state]
    words = [word for word in month.modifiers if word != "RR"]
    return Cell(
        head=" · ".join(filter(None, (str(month.number or ""), month.from_on.strftime("%b")))),
        word=" ".join(words or month.modifiers),
        figure="" if month.amount_cents is None else money(month.amount_cents),
        sign=sign,
        state=month.state.value,
        tone=tone,
        tip=sentence_of(month),
        gap=month.state is MonthState.PAUSED,
        closes=month.is_last,
    )


def sentence_of(month: StripMonth) -> str:
    """A month in one line: number, days, modifiers, amount, state and what more there is to say."""
    what = "Away from home" if month.number is None else f"Month {month.number}"
    days = f"{month.from_on} to {last_day(month.until_on)}"
    amount = "" if month.amount_cents is None else money(month.amount_cents)
    last = "the last that is paid" if month.is_last else ""
    words = (what, days, " ".join(month.modifiers), amount, month.state.value, month.about, last)
    return " · ".join(word for word in words if word)
