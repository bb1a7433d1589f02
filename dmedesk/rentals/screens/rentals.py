"""The rentals: a list, and the chosen one's months as a strip from its first day to its cap."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from dmedesk.kit.calendar import last_day
from dmedesk.kit.findings import Finding
from dmedesk.rentals.queries.listed import (
    RENTALS,
    MonthState,
    RentalListed,
    RentalState,
    StripMonth,
)
from dmedesk.widgets.listing import (
    Chip,
    Fact,
    FilterKind,
    ListColumn,
    ListPage,
    ListSpec,
    RowPanel,
)
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import column, label
from dmedesk.widgets.strip import Cell, Strip
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money


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


_STATES = {
    RentalState.RUNNING: ("→ on rent", Tone.OUT),
    RentalState.PAUSED: ("‖ paused", Tone.WAITING),
    RentalState.ENDED: ("– ended", Tone.CLOSED),
}


def state_of(rental: RentalListed) -> tuple[str, Tone]:
    """A rental's state as every list shows it: sign, word and colour."""
    return _STATES[RentalState(rental.state)]


COLUMNS: tuple[ListColumn[RentalListed], ...] = (
    ListColumn("rental_no", "Rental", lambda row: row.rental_no, width=84),
    ListColumn("member", "Member", lambda row: row.member, width=150),
    ListColumn("product", "Item", lambda row: row.product, width=160, wide=True),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72, spare=3),
    ListColumn("serial", "Serial", lambda row: row.serial, width=120, spare=4),
    ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=72, spare=2),
    ListColumn(
        "started_on",
        "Since",
        lambda row: row.started_on.isoformat(),
        FilterKind.DAY,
        width=96,
        spare=5,
    ),
    ListColumn(
        "ended_on",
        "Ended",
        lambda row: row.ended_on.isoformat() if row.ended_on else "",
        FilterKind.DAY,
        width=96,
        spare=1,
        shown=False,
    ),
    ListColumn(
        "months",
        "Months",
        lambda row: str(row.months),
        FilterKind.NUMBER,
        width=72,
        figures=True,
        spare=6,
        is_summed=True,
    ),
    ListColumn(
        "billed_cents",
        "Billed",
        lambda row: money(row.billed_cents),
        FilterKind.MONEY,
        width=92,
        figures=True,
    ),
    ListColumn(
        "state",
        "State",
        lambda row: state_of(row)[0],
        FilterKind.CHOICE,
        width=104,
        tone=lambda row: state_of(row)[1],
        options=tuple((state.value, state.value) for state in RentalState),
    ),
)


def _facts(row: RentalListed) -> list[Fact]:
    word, tone = state_of(row)
    ended = f" since {row.ended_on}" if row.ended_on else ""
    return [
        Fact("State", f"{word}{ended}", tone),
        Fact("Member", row.member),
        Fact("Item", f"{row.product} · {row.hcpcs}"),
        Fact("Serial", row.serial),
        Fact("Payer", row.payer_code),
        Fact("Since", row.started_on.isoformat()),
        Fact("Billed", f"{count_of(row.months, 'month')}, {money(row.billed_cents)}"),
    ]


class RentalsPage(ListPage[RentalListed]):
    """Every rental; beside the list the months of the chosen one."""

    def __init__(self, workplace: Workplace, strips: StripReader) -> None:
        super().__init__(workplace, spec_of(strips))


def spec_of(strips: StripReader) -> ListSpec[RentalListed]:
    """The list of rentals, with the months of each in its preview."""
    return ListSpec(
        key="rentals",
        title="&Rentals",
        picture="bed",
        kind="rental",
        one="rental",
        query=RENTALS,
        columns=COLUMNS,
        name=lambda row: f"{row.rental_no} · {row.member}",
        facts=_facts,
        empty="No rentals yet. Import them from files (dmedesk import), and they stand here.",
        chips=(
            Chip("running", "On rent"),
            Chip("paused", "Paused"),
            Chip("month_10", "Month 10 or later"),
            Chip("month_13", "Month 13 billed"),
            Chip("ended", "Ended"),
        ),
        panel=partial(MonthsPanel, strips=strips),
        keys=_KEYS,
    )


_KEYS = (Key("Left, Right", "from month to month in a rental's strip"),)


class MonthsPanel(RowPanel):
    """A rental's months as a strip, and the chosen month in one line."""

    def __init__(self, workplace: Workplace, strips: StripReader) -> None:
        super().__init__()
        self._workplace = workplace
        self._strips = strips
        self._months = Latest(workplace.runner)
        self.strip = Strip("Months of the rental")
        self._said = label(part="soft")
        self._said.setWordWrap(True)
        self._shown: Sequence[StripMonth] = ()
        self.setLayout(column(self.strip, self._said))
        self.strip.chosen.connect(self._tell)

    def show_row(self, row: RentalListed) -> None:
        """Show the months of this rental."""
        self.strip.show_cells(())
        self._said.setText("")
        self._months.query(
            partial(self._strips, rental_id=row.id, on=self._workplace.today),
            done=self._show_months,
            failed=self._say_why,
        )

    def _show_months(self, months: Sequence[StripMonth]) -> None:
        self._shown = months
        self.strip.show_cells([cell_of(month) for month in months])
        begun = [n for n, month in enumerate(months) if month.state is not MonthState.COMING]
        if begun:
            self.strip.choose(begun[-1])

    def chosen_month(self) -> StripMonth | None:
        """The month that the strip stands on; None where there are none."""
        place = self.strip.place
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _say_why(self, findings: tuple[Finding, ...]) -> None:
        self._said.setText(" ".join(finding.sentence() for finding in findings))

    def _tell(self, place: int) -> None:
        self._said.setText(sentence_of(self._shown[place]))


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
