"""The open lines by the clock that ends first: what to do, until when."""

from datetime import date
from functools import partial

from dmedesk.billing.queries.clocks import ClockRow, line_clocks
from dmedesk.billing.rules.clocks import CLOCK_WORDS, ClockState
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.report import money_column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money

TONES = {
    ClockState.CALM: Tone.INK,
    ClockState.AMBER: Tone.WAITING,
    ClockState.RED: Tone.STOPPED,
    ClockState.OVER: Tone.STOPPED,
}


def _facts(row: ClockRow, on: date) -> list[Fact]:
    tone = TONES[row.clock.state(on)]
    return [
        Fact("To do", CLOCK_WORDS[row.clock.kind], tone),
        Fact("Until", f"{row.due_on} · {row.clock.words(on)}", tone),
        Fact("By", row.clock.citation),
        Fact("Open", money(row.open_cents)),
        Fact("Served until", row.served_until.isoformat()),
        Fact("Member", row.member),
        Fact("Payer", row.payer_code),
    ]


def _is(state: ClockState, row: ClockRow, on: date) -> bool:
    return row.clock.state(on) is state


QUERY = PlainList(
    line_clocks,
    chips={
        **{state.value: partial(_is, state) for state in ClockState},
        "appeal": lambda row, _on: row.kind == "appeal",
    },
)


def _columns(workplace: Workplace) -> tuple[ListColumn[ClockRow], ...]:
    def tone(row: ClockRow) -> Tone:
        return TONES[row.clock.state(workplace.today)]

    def left(row: ClockRow) -> str:
        return row.clock.words(workplace.today)

    kinds = tuple((kind.value, words) for kind, words in CLOCK_WORDS.items())
    return (
        ListColumn(
            "due_on", "Until", lambda row: row.due_on.isoformat(), FilterKind.DAY, tone=tone
        ),
        ListColumn("days_left", "Left", left, FilterKind.NONE, width=104, tone=tone),
        ListColumn(
            "kind",
            "To do",
            lambda row: CLOCK_WORDS[row.clock.kind],
            FilterKind.CHOICE,
            width=164,
            options=kinds,
        ),
        ListColumn("member", "Member", lambda row: row.member, width=140, wide=True),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72, spare=2),
        ListColumn(
            "invoice_no", "Invoice", lambda row: f"{row.invoice_no} line {row.place}", width=140
        ),
        ListColumn("payer_code", "Payer", lambda row: row.payer_code, width=72, spare=1),
        money_column("open_cents", "Open", width=88),
    )


def deadlines(workplace: Workplace) -> ListSpec[ClockRow]:
    """The list, with days counted from the workplace's day."""
    return ListSpec(
        key="deadlines",
        title="Deadlines",
        picture="calendar-days",
        kind="invoice",
        one="open line",
        query=QUERY,
        columns=_columns(workplace),
        name=lambda row: f"{row.invoice_no} line {row.place} · {row.member}",
        facts=lambda row: _facts(row, workplace.today),
        empty="No clock runs: nothing is open to a payer whose deadlines the program knows.",
        chips=(
            Chip("amber", "Within 30 days"),
            Chip("red", "Within 7 days"),
            Chip("over", "Over"),
            Chip("appeal", "To appeal"),
        ),
        ref=lambda row: RecordRef("invoice", row.invoice_id),
    )


class DeadlinesPage(ListPage[ClockRow]):
    """Every open line with its clock, the soonest first."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, deadlines(workplace))

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the invoice of the row under the cursor."""
        row = self.list.chosen_row()
        if row is not None:
            self.workplace.navigator.open_record(RecordRef("invoice", row.invoice_id), apart=apart)
