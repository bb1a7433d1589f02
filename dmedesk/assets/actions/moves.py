"""Moves units: out, back, to the bench, elsewhere; and takes a mistaken move back.

Each is a fact with its day, its cause and who wrote it down. The unit's own row says where it
stands now; its version tells the second of two desks.
"""

from datetime import date

from sqlalchemy import select

from dmedesk.assets.queries.stops import stop_findings
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import GOES_OUT, IN_HOUSE, Cause, Move, is_with_member, state_after
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


def move_unit(
    work: UnitOfWork,
    *,
    asset_id: int,
    move: Move,
    moved_on: date,
    member_id: int | None = None,
    place_id: int | None = None,
    cause: Cause | None = None,
    note: str = "",
) -> int:
    """Move a unit, and answer the movement's id.

    ``member_id`` is who has it afterwards, for moves out of the house; ``place_id`` where it is
    kept, for all others (empty: nobody said). Refused where the move is not allowed from the unit's
    state, lies before its last move, takes nobody for a holder, goes to a place that is closed, or
    would let a unit go out that a recall stops.
    """
    asset = _unit(work, asset_id)
    to_state = state_after(move, asset.state, serial=asset.serial)
    if isinstance(to_state, Finding):
        raise Refused([to_state])
    found = [
        *_wrong_holder(asset, to_state, member_id),
        *_too_early(work, asset, moved_on),
        *_closed_place(work, asset, place_id, moved_on),
        *_stopped(work, asset, move),
    ]
    if found:
        raise Refused(found)
    goes_out = is_with_member(to_state)
    stays = move is Move.SOLD and member_id is None
    return _write(
        work,
        asset,
        move=move,
        moved_on=moved_on,
        to_state=to_state,
        holder_id=(asset.holder_id if stays else member_id) if goes_out else None,
        place_id=None if goes_out else place_id,
        cause=cause,
        note=note,
    )


def take_back_move(
    work: UnitOfWork,
    *,
    asset_id: int,
    turn: int,
    taken_back_on: date,
    note: str,
    cause: Cause | None = None,
) -> int:
    """Take back the unit's last move, and answer the new movement's id.

    The unit stands again where it stood before. Refused for a move that is not the last any more,
    for one that took another back, for one that a ticket or another record caused (that one is
    corrected instead, and names itself as the ``cause``), and without a reason.
    """
    asset = _unit(work, asset_id)
    last = _last(work, asset)
    if last is None or last.turn != turn:
        raise Refused([_stop("not_the_last_move", asset.serial, "The unit was moved since.")])
    if last.move is Move.TAKEN_BACK:
        raise Refused([_stop("taken_back_already", asset.serial, "That move is no move any more.")])
    caused = None if last.cause_kind is None else Cause(last.cause_kind, last.cause_no or "")
    if caused != cause:
        message = f"The move belongs to {' '.join(caused or ('no', 'other record'))}."
        raise Refused([_stop("caused_elsewhere", asset.serial, message, "Correct it there.")])
    if not note.strip():
        remedy = "Say what was mistaken."
        raise Refused([_stop("no_reason", asset.serial, "No reason is given.", remedy)])
    return _write(
        work,
        asset,
        move=Move.TAKEN_BACK,
        moved_on=max(taken_back_on, last.moved_on),
        to_state=last.from_state,
        holder_id=last.from_member_id,
        place_id=last.from_place_id,
        cause=cause,
        note=note,
        reverses=last.turn,
    )


def _unit(work: UnitOfWork, asset_id: int) -> Asset:
    chosen = select(Asset).where(Asset.id == asset_id).with_for_update()
    return work.session.scalars(chosen).one()


def _last(work: UnitOfWork, asset: Asset) -> Movement | None:
    chosen = select(Movement).where(Movement.asset_id == asset.id, Movement.turn == asset.turn)
    return work.session.scalar(chosen)


def _write(
    work: UnitOfWork,
    asset: Asset,
    *,
    move: Move,
    moved_on: date,
    to_state: AssetState,
    holder_id: int | None,
    place_id: int | None,
    cause: Cause | None,
    note: str,
    reverses: int | None = None,
) -> int:
    movement = Movement(
        asset_id=asset.id,
        turn=asset.turn + 1,
        turn_before=asset.turn or None,
        move=move,
        moved_on=moved_on,
        from_state=asset.state,
        to_state=to_state,
        from_member_id=asset.holder_id,
        to_member_id=holder_id,
        from_place_id=asset.place_id,
        to_place_id=place_id,
        cause_kind=None if cause is None else cause.kind,
        cause_no=None if cause is None else cause.number,
        note=note.strip() or None,
        reverses=reverses,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    asset.turn = movement.turn
    asset.state, asset.holder_id, asset.place_id = to_state, holder_id, place_id
    work.session.add(movement)
    work.session.flush()
    return movement.id


def _wrong_holder(asset: Asset, to_state: AssetState, member_id: int | None) -> list[Finding]:
    """A unit goes to somebody, or stays with whoever has it; one in the house has no holder."""
    if is_with_member(to_state):
        if member_id is None and asset.holder_id is None:
            return [
                _stop(
                    "nobody_takes_it",
                    asset.serial,
                    "Nobody is named who has it.",
                    "Name a member.",
                    field="member_id",
                )
            ]
        return []
    if member_id is not None:
        raise ValueError("a unit in the house has no holder")
    return []


def _too_early(work: UnitOfWork, asset: Asset, moved_on: date) -> list[Finding]:
    last = _last(work, asset)
    if last is None or last.moved_on <= moved_on:
        return []
    return [
        _stop(
            "before_the_last_move",
            asset.serial,
            f"Its last move was on {last.moved_on}, after {moved_on}.",
            "Enter a later day, or take that move back first.",
            field="moved_on",
        )
    ]


def _closed_place(
    work: UnitOfWork, asset: Asset, place_id: int | None, moved_on: date
) -> list[Finding]:
    """Nothing is brought to a place from the day on which it is closed."""
    place = None if place_id is None else work.session.get_one(Place, place_id)
    if place is None or place.closed_on is None or moved_on < place.closed_on:
        return []
    message = f"{place.name} is closed since {place.closed_on}."
    remedy = "Name another place."
    return [_stop("place_closed", asset.serial, message, remedy, field="place_id")]


def _stopped(work: UnitOfWork, asset: Asset, move: Move) -> list[Finding]:
    """A unit that a recall means neither goes out nor is passed for going out."""
    if move not in GOES_OUT or asset.state not in IN_HOUSE:
        return []
    return stop_findings(work.session, asset_id=asset.id, serial=asset.serial)


def _stop(
    code: str, serial: str, message: str, remedy: str = "Look at its history.", *, field: str = ""
) -> Finding:
    return Finding(Severity.STOP, code, message, subject=serial, remedy=remedy, field=field)
