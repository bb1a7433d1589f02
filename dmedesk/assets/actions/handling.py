"""Moves that a person makes by hand, and transfers of many units at once."""

from collections.abc import Sequence
from datetime import date

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules.handling import by_hand_findings, told_findings
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork


def move_by_hand(
    work: UnitOfWork,
    *,
    asset_id: int,
    move: Move,
    moved_on: date,
    member_id: int | None = None,
    place_id: int | None = None,
    note: str = "",
    rented_to: int | None = None,
    cause: Cause | None = None,
) -> int:
    """Make a move that no paper of another house makes, and answer the movement's id.

    ``rented_to`` is the member of the unit's open rental, which only a house above knows, ``cause``
    the record of such a house that changes with it. Refused
    where the move belongs elsewhere, its day has not come, the place or the reason is missing, and
    as ``move_unit`` refuses.
    """
    asset = work.session.get_one(Asset, asset_id)
    found = by_hand_findings(
        move,
        asset.state,
        is_held=asset.holder_id is not None,
        is_rented=rented_to is not None,
        serial=asset.serial,
    )
    found += told_findings(
        move, moved_on=moved_on, today=_today(work), place_id=place_id, note=note
    )
    if found:
        raise Refused(found)
    return move_unit(
        work,
        asset_id=asset_id,
        move=move,
        moved_on=moved_on,
        member_id=rented_to if move is Move.RENTED_OUT else member_id,
        place_id=place_id,
        cause=cause,
        note=note,
    )


def transfer_units(
    work: UnitOfWork,
    *,
    asset_ids: Sequence[int],
    place_id: int | None,
    moved_on: date,
    note: str = "",
) -> int:
    """Bring units to one place, all of them or none; answers how many.

    Refused with everything that keeps any of them where it is, each finding by its serial.
    """
    found = told_findings(
        Move.TRANSFERRED, moved_on=moved_on, today=_today(work), place_id=place_id, note=note
    )
    if not asset_ids:
        remedy = "Scan the units."
        found.append(Finding(Severity.STOP, "no_units", "No unit is named.", remedy=remedy))
    for asset_id in () if found else dict.fromkeys(asset_ids):
        try:
            _transfer(work, asset_id, place_id, moved_on, note)
        except Refused as refused:
            found += refused.findings
    if found:
        raise Refused(found)
    return len(set(asset_ids))


def _transfer(
    work: UnitOfWork, asset_id: int, place_id: int | None, moved_on: date, note: str
) -> None:
    asset = work.session.get_one(Asset, asset_id)
    if asset.place_id == place_id:
        message, remedy = "The unit is there already.", "Take it off the list."
        raise Refused(
            [Finding(Severity.STOP, "there_already", message, asset.serial, remedy=remedy)]
        )
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.TRANSFERRED,
        moved_on=moved_on,
        place_id=place_id,
        note=note,
    )


def _today(work: UnitOfWork) -> date:
    return work.now.astimezone().date()
