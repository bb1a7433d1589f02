"""The rows of the month's tables: ready lines, held lines under their reasons, late months."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmedesk.billing.queries.listed import InvoiceListed
from dmedesk.billing.rules.holds import REASONS, RELEASES, held_together, waits_cents
from dmedesk.billing.rules.late import LateMonth
from dmedesk.billing.rules.plan import MonthPlan, PlannedHold, PlannedLine
from dmedesk.kit.calendar import name_of_month
from dmedesk.papers.rules import HoldCode
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, money


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A line that is ready to be billed."""

    line: PlannedLine
    member: str
    product: str

    @property
    def code(self) -> str:
        """HCPCS and modifiers, as on a claim."""
        return " ".join((self.line.unit.product.hcpcs, *self.line.quote.modifiers))


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held month, or (``hold`` None) the reason that stands above such months."""

    reason: HoldCode
    waits_cents: int
    title: str
    hold: PlannedHold | None = None
    product: str = ""


def ready_rows(
    plan: MonthPlan, members: Mapping[int, str], products: Mapping[int, str]
) -> Iterator[ReadyRow]:
    """The ready lines in the plan's order, with the names of members and products by their ids."""
    for line in plan.lines:
        member, product = line.rental.member, line.unit.product
        yield ReadyRow(line, members[member.member_id], products[product.product_id])


def held_rows(
    plan: MonthPlan, members: Mapping[int, str], products: Mapping[int, str]
) -> Iterator[HeldRow]:
    """Held months under the first of their reasons, most money first."""
    for group in held_together(plan):
        title = f"{REASONS[group.reason]} ({len(group.months)})"
        yield HeldRow(group.reason, group.cents, title)
        for hold in group.months:
            member = members[hold.rental.member.member_id]
            product = products[hold.unit.product.product_id]
            yield HeldRow(group.reason, waits_cents(hold), member, hold, product)


def sentence_of(late: LateMonth) -> str:
    """A late month in one line."""
    entered = count_of(late.months, "month")
    return f"{name_of_month(late.month_on)}: {entered} entered late, {money(late.cents)}"


def _month_of(row: ReadyRow) -> str:
    last = row.line.last_month
    return str(row.line.month.number) if last is None else f"{row.line.month.number} of {last}"


READY_COLUMNS: tuple[Column[ReadyRow], ...] = (
    Column("Member", lambda row: row.member, width=132),
    Column("Item", lambda row: row.product, width=130, wide=True),
    Column("Rental", lambda row: row.line.rental.rental_no, width=64, spare=2),
    Column("Payer", lambda row: row.line.rental.payer.code, width=52, spare=1),
    Column("Code", lambda row: row.code, width=112),
    Column("Month", _month_of, order=lambda row: row.line.month.number, width=76, figures=True),
    Column("From", lambda row: row.line.month.from_on.isoformat(), width=96, spare=3),
    Column(
        "Amount",
        lambda row: money(row.line.quote.amount_cents),
        order=lambda row: row.line.quote.amount_cents,
        width=84,
        figures=True,
    ),
)


def _waits(row: HeldRow) -> str:
    return "no price" if row.hold is not None and row.hold.quote is None else money(row.waits_cents)


def _held_tone(row: HeldRow) -> Tone:
    return Tone.WAITING if row.hold is None else Tone.INK


HELD_COLUMNS: tuple[Column[HeldRow], ...] = (
    Column(
        "Waits for",
        lambda row: f"‖ {row.title}" if row.hold is None else row.title,
        wide=True,
        width=120,
        tone=_held_tone,
        tip=lambda row: RELEASES[row.reason] if row.hold is None else row.product,
    ),
    Column("Code", lambda row: row.hold.unit.product.hcpcs if row.hold else "", width=64, spare=2),
    Column(
        "From",
        lambda row: row.hold.month.from_on.isoformat() if row.hold else "",
        width=96,
        spare=1,
    ),
    Column("Money", _waits, width=80, figures=True, tone=_held_tone),
)


def _state(invoice: InvoiceListed) -> str:
    if invoice.credit_no is None:
        return "✓ stands"
    return f"↶ {'partly ' if invoice.stands else ''}credited by {invoice.credit_no}"


INVOICE_COLUMNS: tuple[Column[InvoiceListed], ...] = (
    Column("Invoice", lambda row: row.invoice_no, width=92),
    Column("Member", lambda row: row.member, width=120, wide=True),
    Column("Payer", lambda row: row.payer_code, width=52, spare=1),
    Column(
        "Lines",
        lambda row: str(row.lines),
        order=lambda row: row.lines,
        width=48,
        figures=True,
        spare=2,
    ),
    Column(
        "Total",
        lambda row: money(row.total_cents),
        order=lambda row: row.total_cents,
        width=80,
        figures=True,
    ),
    Column(
        "State",
        _state,
        width=96,
        tone=lambda row: Tone.READY if row.stands else Tone.CLOSED,
    ),
)
