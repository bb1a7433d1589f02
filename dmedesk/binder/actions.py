"""Writing down that an audit binder was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from dmedesk.binder.queries import next_turn, whose
from dmedesk.binder.rules import number_of
from dmedesk.binder.tables import Binder
from dmedesk.kit.binders import BinderAsk
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MadeBinder:
    """What was made: its number in turn, its pages, what its cover calls missing, its digest."""

    turn: int
    pages: int
    missing: int
    sha256: str


def record_binder(
    work: UnitOfWork, *, ask: BinderAsk, sections: Sequence[str], made: MadeBinder
) -> int:
    """Write down that a member's binder was made; answers its id.

    ``Refused`` where another one of the member was made meanwhile: the number is taken.
    """
    member_id = ask.ref.id
    work.lock("binders")
    member = whose(work.session, member_id=member_id)
    if member is None or next_turn(work.session, member_id=member_id) != made.turn:
        message = "Another binder of this member was made at the same time."
        remedy = "Make it again: it then has the next number."
        raise Refused([Finding(Severity.STOP, "binder_number_taken", message, remedy=remedy)])
    binder = Binder(
        member_id=member_id,
        turn=made.turn,
        binder_no=number_of(member.member_no, made.turn),
        from_on=ask.from_on,
        until_on=ask.until_on,
        sections=" ".join(sections),
        pages=made.pages,
        missing=made.missing,
        sha256=made.sha256,
        made_at=work.now,
        made_by=work.actor,
    )
    work.session.add(binder)
    work.session.flush()
    return binder.id
