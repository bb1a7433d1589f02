"""Writes down why a thing is wanted before its time, and takes it back by a further fact."""

from datetime import date

from sqlalchemy import select

from dmedesk.kit.cells import hcpcs as read_hcpcs
from dmedesk.kit.cells import prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping, stops
from dmedesk.kit.typed import by_field, missing, unreadable
from dmedesk.papers.rules.entering import undo_findings
from dmedesk.papers.rules.limit_words import EarlyReason
from dmedesk.papers.tables import Replacement
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

REPLACEMENT_PREFIX, REPLACEMENT_WIDTH = "RPL-", 6
"""What the numbers of reasons begin with, and to how many figures they are filled up."""

_NAMES = {
    "member_id": "member",
    "hcpcs": "code",
    "reason": "reason",
    "happened_on": "day on which it happened",
    "evidence": "evidence",
}


def say_early(
    work: UnitOfWork,
    *,
    member_id: int | None,
    hcpcs: str | None,
    reason: EarlyReason | None,
    happened_on: date | None,
    evidence: str | None,
) -> int:
    """Write down why a member wants a thing of a code early; answers the fact's id.

    ``evidence`` says what proves it (whom it was reported to, the number of the report, who saw
    it); the paper itself is attached to the fact. ``Refused`` with everything that is wrong.
    """
    own = {
        "member_id": member_id,
        "hcpcs": (hcpcs or "").strip().upper(),
        "reason": reason,
        "happened_on": happened_on,
        "evidence": (evidence or "").strip(),
    }
    found = by_field(
        missing(own, _NAMES), unreadable(own, {"hcpcs": read_hcpcs, "evidence": prose})
    )
    if happened_on is not None and happened_on > work.now.astimezone().date():
        message = "The day is still to come."
        found.append(stopping("to_come", message, "Correct it.", "happened_on"))
    if stops(found) or reason is None:
        raise Refused(found)
    return _write(work, {**own, "reason": EarlyReason(reason)}, None)


def take_back_early(work: UnitOfWork, *, replacement_id: int, why: str) -> int:
    """Take a reason back; answers the further fact's id. ``Refused`` twice, or without why."""
    one = work.session.scalars(
        select(Replacement).where(Replacement.id == replacement_id).with_for_update()
    ).one()
    undone = select(Replacement.id).where(Replacement.undoes_no == one.replacement_no)
    is_undone = one.undoes_no is not None or work.session.scalar(undone) is not None
    found = undo_findings(one.replacement_no, is_undone=is_undone, why=why)
    if found:
        raise Refused(found)
    told = {
        "member_id": one.member_id,
        "hcpcs": one.hcpcs,
        "reason": one.reason,
        "happened_on": one.happened_on,
        "evidence": why.strip(),
    }
    return _write(work, told, one.replacement_no)


def _write(work: UnitOfWork, told: dict[str, object], undoes_no: str | None) -> int:
    number = next_number(
        work, Replacement.replacement_no, prefix=REPLACEMENT_PREFIX, width=REPLACEMENT_WIDTH
    )
    fact = Replacement(
        replacement_no=number,
        undoes_no=undoes_no,
        recorded_at=work.now,
        recorded_by=work.actor,
        **told,
    )
    work.session.add(fact)
    work.session.flush()
    return fact.id
