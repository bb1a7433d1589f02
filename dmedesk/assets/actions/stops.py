"""Stops units for a record above (a recall): its criteria, the marks of units, what is set apart.

Every unit that is received is held against the criteria there are, and every move out of the house
asks whether anything stops the unit (``actions.moves``).
"""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.stops import (
    Matched,
    edition_of,
    is_last,
    marks_by_unit,
    match_of,
    matched,
    notice_of,
    notices,
)
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.criteria import LIVE, Stand, criterion_findings
from dmedesk.assets.rules.matching import Notice
from dmedesk.assets.rules.moves import Cause, Move, moves_from
from dmedesk.assets.tables import Asset, Movement, StopCriterion, StopMark
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


def write_criteria(work: UnitOfWork, *, cause: Cause, notice: Notice) -> None:
    """Write down what a notice means; what was said before does not count any more.

    Refused with everything that is wrong with any of them, by ``criteria/0/value``.
    """
    found = [
        finding
        for at, one in enumerate(notice.criteria)
        for finding in criterion_findings(one, field=f"criteria/{at}/")
    ]
    if found:
        raise Refused(found)
    if notice_of(work.session, cause) == notice:
        return
    edition = edition_of(work.session, cause) + 1
    for place, one in enumerate(notice.criteria, start=1):
        work.session.add(
            StopCriterion(
                cause_kind=cause.kind,
                cause_no=cause.number,
                edition=edition,
                place=place,
                firm=notice.firm,
                is_whole=notice.is_whole,
                group_no=one.group,
                kind=one.kind,
                value=one.value.strip(),
                until_value=one.until.strip(),
                recorded_at=work.now,
                recorded_by=work.actor,
            )
        )
    work.session.flush()


def match_units(work: UnitOfWork, *, cause: Cause) -> Matched:
    """Hold every unit against a notice: mark those that it means, and set apart what is in stock.

    What a person said of a unit stays. A unit that was proposed by criteria which do not count any
    more, and of which nobody said anything, is cleared with the reason.
    """
    answer = matched(work.session, notice_of(work.session, cause))
    known = marks_by_unit(work.session, cause)
    for one in answer.found:
        before = known.pop(one.asset_id, None)
        is_told = before is not None and (
            before.stand not in _PROPOSED or (before.stand, before.reason) == one[1:]
        )
        if not is_told:
            mark_unit(work, asset_id=one.asset_id, cause=cause, stand=one.stand, reason=one.reason)
    for asset_id, before in known.items():
        if before.stand in _PROPOSED:
            reason = "The criteria were written down anew and do not mean it any more."
            mark_unit(work, asset_id=asset_id, cause=cause, stand=Stand.CLEARED, reason=reason)
            release_unit(work, asset_id=asset_id, cause=cause)
    set_apart(work, cause=cause)
    return answer


_PROPOSED = frozenset({Stand.CERTAIN, Stand.POSSIBLE})


def mark_unit(work: UnitOfWork, *, asset_id: int, cause: Cause, stand: Stand, reason: str) -> None:
    """Append how a unit stands to a notice, with the reason. One without is refused."""
    if not reason.strip():
        message, remedy = "No reason is given.", "Say why, in a few words."
        raise Refused([Finding(Severity.STOP, "no_reason", message, remedy=remedy, field="note")])
    asset = work.session.get_one(Asset, asset_id)
    last = select(func.max(StopMark.turn)).where(
        StopMark.asset_id == asset_id,
        StopMark.cause_kind == cause.kind,
        StopMark.cause_no == cause.number,
    )
    work.session.add(
        StopMark(
            asset_id=asset_id,
            cause_kind=cause.kind,
            cause_no=cause.number,
            turn=(work.session.scalar(last) or 0) + 1,
            stand=stand,
            reason=reason.strip(),
            holder_id=asset.holder_id,
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()


def set_apart(
    work: UnitOfWork, *, cause: Cause, asset_ids: Collection[int] | None = None
) -> list[int]:
    """Set apart the units of a notice that are in the house; answers which were.

    Without ``asset_ids`` all that are live. Their moves name the record that caused them.
    """
    today = work.now.astimezone().date()
    moved = []
    for asset_id, mark in marks_by_unit(work.session, cause).items():
        if mark.stand not in LIVE or (asset_ids is not None and asset_id not in asset_ids):
            continue
        asset = work.session.get_one(Asset, asset_id)
        if Move.RECALLED not in moves_from(asset.state):
            continue
        move_unit(
            work,
            asset_id=asset_id,
            move=Move.RECALLED,
            moved_on=_no_earlier(work, asset, today),
            place_id=asset.place_id,
            cause=cause,
            note=mark.reason,
        )
        moved.append(asset_id)
    return moved


def _no_earlier(work: UnitOfWork, asset: Asset, day: date) -> date:
    """The day, or that of the unit's last move where it is later."""
    chosen = select(Movement.moved_on).where(
        Movement.asset_id == asset.id, Movement.turn == asset.turn
    )
    last = work.session.scalar(chosen)
    return day if last is None else max(day, last)


def check_received(work: UnitOfWork, *, asset_id: int) -> list[Cause]:
    """Hold a unit that came, or was changed, against every notice; answers those that stop it.

    It is set apart at once. What a person said of the unit before stays, and what the match said
    is only raised: from possible to certain.
    """
    stopped = []
    chosen = select(StopMark).where(StopMark.asset_id == asset_id, is_last())
    known = {Cause(one.cause_kind, one.cause_no): one for one in work.session.scalars(chosen)}
    for cause, notice in notices(work.session).items():
        before = known.get(cause)
        if before is not None and before.stand is not Stand.POSSIBLE:
            continue
        said = match_of(work.session, asset_id, notice)
        if said.stand is not None and _is_graver(before, said.stand):
            mark_unit(work, asset_id=asset_id, cause=cause, stand=said.stand, reason=said.reason)
            set_apart(work, cause=cause, asset_ids={asset_id})
            stopped.append(cause)
    return stopped


def _is_graver(before: StopMark | None, stand: Stand) -> bool:
    """Whether the match says more of a unit than what counts of it now."""
    if before is None:
        return True
    return before.stand is Stand.POSSIBLE and stand is Stand.CERTAIN


def check_all(work: UnitOfWork, *, against: Mapping[Cause, Notice]) -> list[Cause]:
    """Hold every unit against these notices, once files brought some or a product was corrected.

    Answers those that stop any; the units are set apart at once. What was said of a unit before
    stays as in ``check_received``.
    """
    stopped = []
    for cause, notice in against.items():
        known = marks_by_unit(work.session, cause)
        found = [
            one
            for one in matched(work.session, notice).found
            if _is_graver(known.get(one.asset_id), one.stand)
        ]
        for one in found:
            mark_unit(work, asset_id=one.asset_id, cause=cause, stand=one.stand, reason=one.reason)
        if found:
            set_apart(work, cause=cause, asset_ids={one.asset_id for one in found})
            stopped.append(cause)
    return stopped


def release_unit(work: UnitOfWork, *, asset_id: int, cause: Cause) -> None:
    """Let a unit that nothing stops any more back to the bench, where it is set apart."""
    others = [
        mark
        for mark in work.session.scalars(
            select(StopMark).where(StopMark.asset_id == asset_id, is_last())
        )
        if mark.stand in LIVE
    ]
    asset = work.session.get_one(Asset, asset_id)
    if others or asset.state is not AssetState.RECALLED:
        return
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.REMEDIED,
        moved_on=_no_earlier(work, asset, work.now.astimezone().date()),
        place_id=asset.place_id,
        cause=cause,
    )
