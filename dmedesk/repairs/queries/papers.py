"""What each paper of a stored repair prints, and what it lacks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.deliveries.queries.slips import visit_address
from dmedesk.kit.findings import Finding
from dmedesk.kit.postal import Address
from dmedesk.members.tables import Member
from dmedesk.repairs.queries.records import RepairRead, read_repair
from dmedesk.repairs.queries.worked import Line
from dmedesk.repairs.rules.judging import REPORT_CLAUSE
from dmedesk.repairs.rules.paper import PaperKind, PaperLine, RepairPaper
from dmedesk.repairs.rules.words import Covered, Ownership, Refusal, Site, Stage, Step
from dmedesk.shop.queries.company import no_letterhead, printed_letterhead
from dmedesk.store.prints import Prints

REPAIR = "repair"
"""The kind under which prints of a repair's papers are counted."""

OWNERSHIP_WORDS: Mapping[Ownership, str] = {
    Ownership.BOUGHT_HERE: "the member’s own",
    Ownership.BOUGHT_ELSEWHERE: "the member’s own, bought elsewhere",
    Ownership.RENTED: "rented from us: the rent includes its repair",
    Ownership.STOCK: "our own stock",
}
BEARS: Mapping[Covered, str] = {
    Covered.CHARGED: "charged",
    Covered.WARRANTY: "warranty",
    Covered.INCLUDED: "included",
}
REFUSAL_WORDS: Mapping[Refusal, str] = {
    Refusal.REPLACE: "A repair would cost as much as a replacement, or more.",
    Refusal.NOT_COVERED: "The plan does not cover this equipment or this repair.",
    Refusal.NOT_AUTHORIZED: "The plan did not authorize the repair.",
    Refusal.REPAIRED_LATELY: "It was repaired or replaced too short a time ago.",
    Refusal.ABUSE: "The damage does not come from use as intended.",
    Refusal.NO_FAULT_FOUND: "No fault was found.",
    Refusal.NOT_REPAIRABLE: "It cannot be repaired.",
    Refusal.WITHDRAWN: "The repair is no longer wanted.",
}
_OFFERED: Mapping[PaperKind, Callable[[RepairRead], bool]] = {
    PaperKind.ORDER: lambda _read: True,
    PaperKind.ESTIMATE: lambda read: bool(_standing(read)) and read.repair.member_id is not None,
    PaperKind.RETURN: lambda read: (
        read.repair.finished_on is not None and read.repair.member_id is not None
    ),
    PaperKind.REFUSAL: lambda read: read.repair.refusal is not None,
    PaperKind.REPORT: lambda read: read.is_by_report and bool(_standing(read)),
}


def papers_of(read: RepairRead) -> list[PaperKind]:
    """The papers that the repair has as it stands, the one that is wanted now first."""
    offered = [kind for kind, is_offered in _OFFERED.items() if is_offered(read)]
    return sorted(offered, key=lambda kind: kind is not _wanted(read))


def _wanted(read: RepairRead) -> PaperKind:
    if read.repair.refusal is not None:
        return PaperKind.REFUSAL
    over = (Stage.DONE, Stage.RETURNED, Stage.CLOSED)
    return PaperKind.RETURN if read.repair.stage in over else PaperKind.ORDER


def repair_paper(
    session: Session, repair_id: int, kind: PaperKind, on: date
) -> RepairPaper | list[Finding]:
    """One paper as it is printed on a day, or what keeps it from being printed."""
    read = read_repair(session, repair_id=repair_id, on=on)
    assert read is not None
    supplier = printed_letterhead(session, on=on)
    if supplier is None:
        return [no_letterhead(read.repair.repair_no)]
    number = read.repair.repair_no
    has_lines = kind in (PaperKind.ESTIMATE, PaperKind.RETURN, PaperKind.REPORT)
    return RepairPaper(
        kind=kind,
        number=number,
        supplier=supplier,
        member=_address(session, read, on),
        made_on=on,
        facts=tuple(_facts(read)),
        said=tuple(_said(read, kind)),
        lines=tuple(_lines(read)) if has_lines else None,
        sum_words=_SUMS.get(kind, ""),
        total_cents=read.money.total_cents if has_lines else None,
        signs=_signs(read, kind),
        copy=Prints().count(session, kind=REPAIR, number=number) + 1,
    )


_SUMS = {
    PaperKind.ESTIMATE: "Estimated charge",
    PaperKind.RETURN: "Charge for parts and labor",
    PaperKind.REPORT: "Parts and labor",
}


def _address(session: Session, read: RepairRead, on: date) -> Address:
    if read.repair.member_id is None:
        return Address(OWNERSHIP_WORDS[Ownership.STOCK].capitalize())
    return visit_address(session, session.get_one(Member, read.repair.member_id), on)


def _facts(read: RepairRead) -> Iterator[tuple[str, str]]:
    repair = read.repair
    told = (
        ("Equipment", read.product),
        ("Serial number", read.serial),
        ("HCPCS", read.hcpcs),
        ("It is", OWNERSHIP_WORDS[repair.ownership]),
        ("Member", read.member_no),
        ("Payer", read.payer),
        ("Asked for", f"{repair.asked_on}, {repair.asked_by}"),
        ("Where", "in the shop" if repair.site is Site.SHOP else "in the home"),
        ("Taken in", str(repair.removed_on or "")),
        ("Finished", str(repair.finished_on or "")),
        ("Technician", repair.technician or ""),
        ("Authorization", repair.pa_number or ""),
    )
    yield from ((name, value) for name, value in told if value)


def _said(read: RepairRead, kind: PaperKind) -> Iterator[tuple[str, str]]:
    repair = read.repair
    yield ("What is wrong" if kind is not PaperKind.REPORT else "Malfunction", repair.fault)
    if kind is PaperKind.REPORT:
        when = f"{repair.asked_by} asked for it on {repair.asked_on}."
        yield ("Who asked, and when", when)
        time = f"{read.minutes} minutes in all. The four items of {REPORT_CLAUSE}."
        yield ("Time", time)
    if kind in (PaperKind.RETURN, PaperKind.REPORT):
        yield from (("What was done", one.note) for one in read.steps if one.step is Step.FINISHED)
    if kind is PaperKind.REFUSAL and repair.refusal is not None:
        yield ("Why it is not repaired", REFUSAL_WORDS[repair.refusal])
        yield from (("More", one.note) for one in read.steps if one.step is Step.REFUSED)
    if kind is PaperKind.ESTIMATE:
        judged = " ".join(f"{one.message}" for one in read.judged)
        yield ("How it is paid", judged)
    loans = [f"{loan.product}, {loan.serial}, slip {loan.ticket_no}" for loan in read.loans]
    if loans and kind in (PaperKind.ORDER, PaperKind.RETURN):
        yield ("Substitute", "; ".join(loans))


def _lines(read: RepairRead) -> Iterator[PaperLine]:
    for line in _standing(read):
        is_charged = line.covered is Covered.CHARGED
        yield PaperLine(
            line.description,
            line.quantity,
            line.minutes,
            BEARS[line.covered],
            line.amount_cents if is_charged else None,
        )


def _standing(read: RepairRead) -> list[Line]:
    return [line for line in read.lines if not line.is_void]


def _signs(read: RepairRead, kind: PaperKind) -> str:
    if kind is PaperKind.RETURN:
        return "I received the equipment above back, clean and in working order."
    if kind is PaperKind.ORDER and read.repair.member_id is not None:
        return "The equipment above was handed over for repair."
    return ""
