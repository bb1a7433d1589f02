"""What payers answered to one thing, by whatever line it was billed to them.

A thing is a rental's month, or the source of charges; what remains of a line is the thing of that
line. So a second payer's clock can begin with the first one's answer, 130 CMR 450.309.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.lines import SERVICE_ON, with_ledgers
from dmedesk.billing.tables import Charge, Invoice, InvoiceLine, RemittanceLine, WriteOff
from dmedesk.rentals.tables import MonthEntry

Thing: TypeAlias = Hashable

THING = (MonthEntry.rental_id, InvoiceLine.charge_id, Charge.source, Charge.source_no)
"""The columns by which the thing of a line is known, beside ``service_on``."""


def served_until(service_on: date, days: int) -> date:
    """The last day of service of a line: of days that follow each other the last one counts."""
    return service_on + timedelta(days=max(days - 1, 0))


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answered when to things, and the last day of service of each."""

    answers: Mapping[Thing, list[tuple[int, date]]]
    served: Mapping[Thing, date]
    _passed: Mapping[int, Thing] = field(default_factory=dict)

    def thing(self, row: Any) -> Thing:
        """The thing of a line, of which ``THING`` and ``service_on`` were read."""
        return _thing(row, self._passed)

    def of_charge(self, charge_id: int, source: str, source_no: str) -> Thing:
        """The thing of a charge, invoiced or not."""
        return self._passed.get(charge_id, (source, source_no))

    def of_others(self, thing: Thing, payer_id: int) -> date | None:
        """The last day on which another payer answered to it; None where none did."""
        days = [day for other, day in self.answers.get(thing, ()) if other != payer_id]
        return max(days, default=None)

    def of_payer(self, thing: Thing, payer_id: int) -> date | None:
        """The last day on which this payer answered to it; None where it did not."""
        answers = self.answers.get(thing, ())
        return max((day for other, day in answers if other == payer_id), default=None)

    def payers(self, thing: Thing) -> set[int]:
        """The payers (ids) that answered to it."""
        return {payer_id for payer_id, _ in self.answers.get(thing, ())}


def answered_things(session: Session) -> Answered:
    """Everything that payers answered, by thing; in two statements."""
    read = with_ledgers(
        select(
            InvoiceLine.id,
            Invoice.payer_id,
            RemittanceLine.answered_on,
            SERVICE_ON.label("service_on"),
            InvoiceLine.days,
            *THING,
        )
        .join(RemittanceLine, RemittanceLine.line_id == InvoiceLine.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    ).order_by(InvoiceLine.id)
    rows = session.execute(read).all()
    passing = select(WriteOff.charge_id, WriteOff.line_id).where(WriteOff.charge_id.is_not(None))
    lines = {row.id: row for row in rows}
    passed: dict[int, Thing] = {}
    # A line passes on only after the line that it came from: the oldest come first.
    for charge_id, line_id in session.execute(passing.order_by(WriteOff.id)):
        if charge_id is not None and line_id in lines:
            passed[charge_id] = _thing(lines[line_id], passed)
    answers: dict[Thing, list[tuple[int, date]]] = defaultdict(list)
    served: dict[Thing, date] = {}
    for row in rows:
        thing = _thing(row, passed)
        answers[thing].append((row.payer_id, row.answered_on))
        last_on = served_until(row.service_on, row.days)
        served[thing] = max(last_on, served.get(thing, last_on))
    return Answered(dict(answers), served, passed)


def _thing(row: Any, passed: Mapping[int, Thing]) -> Thing:
    if row.charge_id is None:
        return row.rental_id, row.service_on
    return passed.get(row.charge_id, (row.source, row.source_no))
