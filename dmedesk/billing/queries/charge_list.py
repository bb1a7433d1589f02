"""The list of all charges, with what each waits for and what it comes to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.charge_fates import fates_of
from dmedesk.billing.queries.charges import LAST_TURN, is_billed, is_withdrawn
from dmedesk.billing.rules.charge_plan import HeldCharge
from dmedesk.billing.rules.charge_words import hold_words
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge, ChargeEntry, Invoice, InvoiceLine
from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Grouping, Sort
from dmedesk.members.tables import Member, Payer
from dmedesk.store.lists import ListQuery


class ChargeState(StrEnum):
    """Where a charge stands; what waits is ``held`` where something keeps it."""

    WAITING = "waiting"
    HELD = "held"
    INVOICED = "invoiced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ChargeListed:
    """One charge. ``cents`` is what it was invoiced at, or what it comes to where it waits.

    ``waits_for`` are the reasons that hold it, in words.
    """

    id: int
    charge_no: str
    service_on: date
    member: str
    payer_code: str
    kind: ChargeKind
    hcpcs: str
    description: str
    units: int
    source: SourceKind
    source_no: str
    state: str
    cents: int | None
    invoice_no: str | None
    waits_for: str


def _joined(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.outerjoin(Member, Member.id == Charge.member_id)
        .outerjoin(Payer, Payer.id == Charge.payer_id)
        .outerjoin(
            InvoiceLine,
            and_(InvoiceLine.charge_id == Charge.id, InvoiceLine.charge_turn == LAST_TURN),
        )
        .outerjoin(Invoice, Invoice.id == InvoiceLine.invoice_id)
    )


_BILLED_CENTS = (
    select(func.sum(ChargeEntry.amount_cents))
    .where(ChargeEntry.charge_id == Charge.id)
    .correlate(Charge)
    .scalar_subquery()
)

CHARGES: ListQuery[ChargeListed] = ListQuery(
    ChargeListed,
    key=Charge.id,
    columns={
        "charge_no": Charge.charge_no,
        "service_on": Charge.service_on,
        "member": Member.last_name + ", " + Member.first_name,
        "member_no": Member.member_no,
        "payer_code": Payer.code,
        "kind": Charge.kind,
        "hcpcs": Charge.hcpcs,
        "description": Charge.description,
        "units": Charge.units,
        "source": Charge.source,
        "source_no": Charge.source_no,
        "state": case(
            (is_withdrawn(), literal(ChargeState.WITHDRAWN.value)),
            (is_billed(), literal(ChargeState.INVOICED.value)),
            else_=literal(ChargeState.WAITING.value),
        ),
        "cents": _BILLED_CENTS,
        "invoice_no": Invoice.invoice_no,
        "waits_for": literal(""),
    },
    source=_joined,
    chips={
        "waiting": lambda _on: ~is_withdrawn() & ~is_billed(),
        "invoiced": lambda _on: is_billed(),
        "withdrawn": lambda _on: is_withdrawn(),
    },
    default=(Sort("service_on", descending=True), Sort("charge_no", descending=True)),
)
"""Every charge, the newest first; what it waits for is not told."""


class ChargeSource:
    """The list with what each charge waits for, judged and priced for the rows that are seen."""

    def ids(self, session: Session, ask: Ask = EVERYTHING, *, on: date) -> Any:
        """The ids of all charges asked for, in the order asked."""
        return CHARGES.ids(session, ask, on=on)

    def grouped(self, session: Session, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        """The charges in their groups."""
        return CHARGES.grouped(session, ask, sums, on=on)

    def totals(
        self, session: Session, ask: Ask, columns: Sequence[str], *, on: date
    ) -> dict[str, int]:
        """What the columns of the charges asked for come to."""
        return CHARGES.totals(session, ask, columns, on=on)

    def matching(self, session: Session, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """The charges that one of these filters fits."""
        return CHARGES.matching(session, wanted, on=on)

    def counts(self, session: Session, *, on: date) -> dict[str, int]:
        """How many charges each chip has."""
        return CHARGES.counts(session, on=on)

    def rows(self, session: Session, ids: Collection[int], *, on: date) -> list[ChargeListed]:
        """The charges of these ids in that order; those that wait judged as a run would."""
        listed = CHARGES.rows(session, list(ids), on=on)
        waiting = [row.id for row in listed if row.state == ChargeState.WAITING]
        judged = fates_of(session, charge_ids=waiting) if waiting else {}
        found = []
        for row in listed:
            fate = judged.get(row.id)
            if fate is None:
                found.append(row)
                continue
            cents = None if fate.quote is None else fate.quote.amount_cents
            if isinstance(fate, HeldCharge):
                why = "; ".join(map(hold_words, fate.holds))
                found.append(replace(row, state=ChargeState.HELD.value, waits_for=why, cents=cents))
            else:
                found.append(replace(row, cents=cents))
        return found
