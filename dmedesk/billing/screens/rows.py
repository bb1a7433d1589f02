"""The rows of the month's tables: ready months and charges, held ones by reason, late months."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dmedesk.billing.queries.listed import InvoiceListed
from dmedesk.billing.rules.charge_plan import ChargeHoldCode, HeldCharge, PlannedCharge
from dmedesk.billing.rules.charge_words import HOLDS, KINDS
from dmedesk.billing.rules.holds import waits_cents
from dmedesk.billing.rules.late import LateMonth
from dmedesk.billing.rules.plan import MonthPlan, PlannedHold, PlannedLine
from dmedesk.kit.calendar import name_of_month
from dmedesk.papers.rules import HoldCode
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, day_of, money


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A rental month or a charge that is ready to be billed."""

    line: PlannedLine | PlannedCharge
    member: str
    product: str

    @property
    def code(self) -> str:
        """HCPCS and modifiers, as on a claim."""
        line = self.line
        hcpcs = line.charge.hcpcs if isinstance(line, PlannedCharge) else line.unit.product.hcpcs
        return " ".join((hcpcs, *line.quote.modifiers))

    @property
    def number(self) -> str:
        """The number of the rental, or of the charge."""
        line = self.line
        return line.charge.charge_no if isinstance(line, PlannedCharge) else line.rental.rental_no

    @property
    def payer_code(self) -> str:
        """Who pays."""
        line = self.line
        return (line.charge if isinstance(line, PlannedCharge) else line.rental).payer.code

    @property
    def from_on(self) -> date:
        """The month's first day, or the day of service."""
        line = self.line
        return line.charge.service_on if isinstance(line, PlannedCharge) else line.month.from_on

    @property
    def counted(self) -> str:
        """The month's number, and of how many; of a charge its kind."""
        line = self.line
        if isinstance(line, PlannedCharge):
            return KINDS[line.charge.kind]
        last = line.last_month
        return str(line.month.number) if last is None else f"{line.month.number} of {last}"

    @property
    def key(self) -> tuple[str, date]:
        """What it is known by from one reading to the next."""
        return (self.number, self.from_on)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held month or charge, or (``hold`` None) the reason that stands above such."""

    reason: HoldCode | ChargeHoldCode
    waits_cents: int
    title: str
    hold: PlannedHold | HeldCharge | None = None
    product: str = ""

    @property
    def hcpcs(self) -> str:
        """The code; empty for a reason."""
        hold = self.hold
        if hold is None:
            return ""
        return hold.charge.hcpcs if isinstance(hold, HeldCharge) else hold.unit.product.hcpcs

    @property
    def from_on(self) -> date | None:
        """The month's first day, or the day of service; None for a reason."""
        hold = self.hold
        if hold is None:
            return None
        return hold.charge.service_on if isinstance(hold, HeldCharge) else hold.month.from_on

    @property
    def key(self) -> object:
        """What it is known by from one reading to the next."""
        hold = self.hold
        if hold is None:
            return self.reason
        number = hold.charge.charge_no if isinstance(hold, HeldCharge) else hold.rental.rental_no
        return (number, self.from_on)


def ready_rows(
    plan: MonthPlan, members: Mapping[int, str], products: Mapping[int, str]
) -> Iterator[ReadyRow]:
    """What is ready as its invoices have it: the months of a member and payer, then the charges.

    With the names of members and products by their ids.
    """
    for invoice in plan.invoices:
        member = members[invoice.member.member_id]
        for line in invoice.lines:
            yield ReadyRow(line, member, products[line.unit.product.product_id])
        for charge in invoice.charges:
            yield ReadyRow(charge, member, charge.charge.description)


def held_rows(
    plan: MonthPlan, members: Mapping[int, str], products: Mapping[int, str]
) -> Iterator[HeldRow]:
    """Held months and charges under the first of their reasons, most money first."""
    groups: dict[HoldCode | ChargeHoldCode, list[PlannedHold | HeldCharge]] = defaultdict(list)
    for month in plan.held:
        groups[month.holds[0].code].append(month)
    for charge in plan.held_charges:
        groups[charge.holds[0].code].append(charge)
    summed = [(sum(map(waits_cents, group)), code, group) for code, group in groups.items()]
    for cents, code, group in sorted(summed, key=lambda one: -one[0]):
        yield HeldRow(code, cents, f"{HOLDS[code][0]} ({len(group)})")
        for hold in group:
            whose = hold.charge if isinstance(hold, HeldCharge) else hold.rental
            member = members[whose.member.member_id]
            if isinstance(hold, HeldCharge):
                product = f"{hold.charge.charge_no}: {hold.charge.description}"
            else:
                product = products[hold.unit.product.product_id]
            yield HeldRow(code, waits_cents(hold), member, hold, product)


def sentence_of(late: LateMonth) -> str:
    """A late month in one line."""
    entered = count_of(late.months, "month")
    return f"{name_of_month(late.month_on)}: {entered} entered late, {money(late.cents)}"


def _counted_order(row: ReadyRow) -> tuple[bool, int, str]:
    line = row.line
    if isinstance(line, PlannedCharge):
        return (True, 0, row.counted)
    return (False, line.month.number, "")


READY_COLUMNS: tuple[Column[ReadyRow], ...] = (
    Column("Member", lambda row: row.member, width=132),
    Column("Item", lambda row: row.product, width=130, wide=True),
    Column("Number", lambda row: row.number, width=88, spare=2),
    Column("Payer", lambda row: row.payer_code, width=52, spare=1),
    Column("Code", lambda row: row.code, width=112),
    Column("Month", lambda row: row.counted, order=_counted_order, width=76, figures=True),
    Column("From", lambda row: row.from_on.isoformat(), width=96, spare=3),
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
        tip=lambda row: HOLDS[row.reason][1] if row.hold is None else row.product,
    ),
    Column("Code", lambda row: row.hcpcs, width=64, spare=2),
    Column("From", lambda row: day_of(row.from_on), width=96, spare=1),
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
