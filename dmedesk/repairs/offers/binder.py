"""What repairs add to a member's audit binder: each with its work, substitutes, papers."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from dmedesk.kit.binders import (
    BinderAsk,
    BinderColumn,
    BinderPaper,
    BinderSection,
    BinderTable,
)
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.members.queries.stored import member_no_of
from dmedesk.rates.money import format_dollars
from dmedesk.repairs.offers import TOLD
from dmedesk.repairs.offers.drawn import drawn
from dmedesk.repairs.queries.listed import REPAIRS
from dmedesk.repairs.queries.papers import BEARS, OWNERSHIP_WORDS, papers_of
from dmedesk.repairs.queries.records import RepairRead, StepRead, read_repair
from dmedesk.repairs.rules.paper import TITLES, PaperKind
from dmedesk.repairs.rules.words import LoanStage, Stage, Step
from dmedesk.store.attached_papers import attached_papers

_RANK = 80
_COLUMNS = (BinderColumn("Day", 12), BinderColumn("What", 28), BinderColumn("About", 60))
_SIGNED = (Stage.RETURNED, Stage.CLOSED)


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """A member's repairs."""
    if ask.ref.kind != "member":
        return ()
    wanted = Ask(filters=(Filter("member_no", Match.IS, member_no_of(session, ask.ref.id)),))
    found = [
        read
        for repair_id in REPAIRS.ids(session, wanted, on=ask.on)
        if (read := read_repair(session, repair_id=repair_id, on=ask.on)) is not None
        and ask.meets(read.repair.asked_on, read.repair.returned_on)
    ]
    found.sort(key=lambda read: (read.repair.asked_on, read.repair.repair_no))
    named = {read.repair.id: f"Repair {read.repair.repair_no}" for read in found}
    filed, _none = attached_papers(session, kind="repair", named=named)
    return (
        BinderSection(
            "repairs",
            "Repairs",
            _RANK,
            tuple(map(_table, found)),
            (*(paper for read in found for paper in _papers(read, ask)), *filed),
            tuple(lack for read in found for lack in _lacking(read)),
        ),
    )


def _table(read: RepairRead) -> BinderTable:
    repair = read.repair
    owned = OWNERSHIP_WORDS[repair.ownership]
    facts = ": ".join(filter(None, (f"{read.product} {read.serial}".strip(), owned)))
    rows = [(str(one.on), TOLD[one.step], _said(one)) for one in read.steps]
    rows += _work(read)
    total = format_dollars(read.money.total_cents)
    note = f"{facts}. Charged for parts and labor: ${total}."
    return BinderTable(f"Repair {repair.repair_no}: {repair.fault}", _COLUMNS, rows, note)


def _said(one: StepRead) -> str:
    ticket = f"slip {one.ticket_no}" if one.ticket_no else ""
    return "; ".join(filter(None, (one.party, one.reference, one.note, ticket, one.recorded_by)))


def _work(read: RepairRead) -> Iterator[tuple[str, str, str]]:
    for line in read.lines:
        if not line.is_void:
            amount = f"${format_dollars(line.amount_cents)}, {BEARS[line.covered]}"
            code = " ".join(filter(None, (line.hcpcs, line.modifiers)))
            about = "; ".join(filter(None, (code, amount, line.technician)))
            yield str(line.done_on), f"{line.description} × {line.quantity}", about
    for loan in read.loans:
        until = f" until {loan.back_on}" if loan.back_on else ""
        about = f"{loan.product} {loan.serial}{until}, slip {loan.ticket_no}: {loan.reason}"
        yield str(loan.lent_on or ""), "Substitute", about
    if read.charge is not None:
        said = f"${format_dollars(read.charge.amount_cents)}: {read.charge.citations}"
        about = " ".join(filter(None, (read.charge.hcpcs, read.charge.modifiers, said)))
        yield str(read.charge.charged_on), "Substitute charged, once", about


def _papers(read: RepairRead, ask: BinderAsk) -> Iterator[BinderPaper]:
    """The papers that the repair has, in the order in which they come about."""
    offered = papers_of(read)
    for kind in PaperKind:
        if kind in offered:
            yield BinderPaper(
                f"{TITLES[kind]} {read.repair.repair_no}",
                partial(drawn, repair_id=read.repair.id, kind=kind, on=ask.on),
                read.repair.asked_on,
            )


def _lacking(read: RepairRead) -> Iterator[str]:
    repair = read.repair
    signed = any(one.step is Step.RETURNED for one in read.steps)
    if repair.stage in _SIGNED and repair.member_id is not None and not signed:
        yield f"Repair {repair.repair_no}: nobody signed for the return."
    if repair.stage is Stage.CLOSED and any(one.stage is LoanStage.OUT for one in read.loans):
        yield f"Repair {repair.repair_no}: its substitute is not back."
