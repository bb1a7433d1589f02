"""Counts the units of a place, or of all the house: every scan is kept the moment it is made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.counted import is_closed, tally_of
from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.counts import (
    CAUSE,
    CountStep,
    Key,
    Settling,
    Standing,
    Tallied,
    move_of,
    settling_findings,
    still_open,
)
from dmedesk.assets.rules.moves import IN_HOUSE, Cause, Move
from dmedesk.assets.tables import Asset, Count, CountFact, CountUnit, Place
from dmedesk.kit.cells import Unreadable, text
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stopping
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import UnitOfWork

_COUNTS = "counts"


class Scanned(NamedTuple):
    """What a scan came to: the unit's serial as printed, how it stands, and whether it is new."""

    serial: str
    standing: Standing
    is_new: bool


class _Said(NamedTuple):
    """What was said of a difference: on which day, and where the unit is kept now."""

    settling: Settling
    on: date
    place_id: int | None
    note: str


def begin_count(work: UnitOfWork, *, place_id: int | None, begun_on: date) -> int:
    """Begin a count of a place, or of all the house (None); answers its id.

    What is expected is fixed now: the units that the records have there. Refused while another
    count of the same place is open.
    """
    work.lock(_COUNTS)
    found = _open_already(work, place_id)
    if found:
        raise Refused(found)
    number = (work.session.scalar(select(func.max(Count.count_no))) or 0) + 1
    count = Count(
        count_no=number,
        place_id=place_id,
        begun_on=begun_on,
        begun_at=work.now,
        begun_by=work.actor,
    )
    work.session.add(count)
    work.session.flush()
    kept = select(Asset.id).where(Asset.state.in_(IN_HOUSE)).order_by(Asset.serial_key)
    if place_id is not None:
        kept = kept.where(Asset.place_id == place_id)
    expected = [{"count_id": count.id, "asset_id": one} for one in work.session.scalars(kept)]
    if expected:
        work.append(CountUnit, expected)
    return count.id


def scan_in_count(work: UnitOfWork, *, count_id: int, scanned: str, scanned_on: date) -> Scanned:
    """Write down that a unit was seen; answers how it stands. A second scan of it says so only.

    The unit is found by its serial, or by the shop's own number. Refused for an empty scan, and
    once the count is closed.
    """
    count = _open_count(work, count_id)
    read = _read(scanned)
    unit = _unit_called(work, read)
    lines = tally_of(work.session, count_id)
    key = serial_key(read) if unit is None else unit.id
    shown = read if unit is None else unit.serial
    known = lines.get(key)
    if known is not None and known.is_scanned:
        return Scanned(shown, known.standing, is_new=False)
    _append(work, count, CountStep.SCANNED, scanned_on, unit=unit, scanned=read)
    is_expected = known is not None and known.is_expected
    return Scanned(shown, Tallied(is_expected, is_scanned=True).standing, is_new=True)


def settle_difference(
    work: UnitOfWork,
    *,
    count_id: int,
    asset_id: int | None,
    scanned: str,
    settling: Settling,
    settled_on: date,
    place_id: int | None = None,
    note: str = "",
) -> None:
    """Say what became of a unit that is missing, or was not expected.

    One that moved, or is lost, moves by the records, too, with the count as the cause. A unit that
    nobody knows is named as it was ``scanned``. Refused where this cannot be said of it.
    """
    count = _open_count(work, count_id)
    line = _line_of(tally_of(work.session, count_id), asset_id, scanned)
    said = _Said(settling, settled_on, place_id, note)
    _settle(work, count, line, (asset_id, scanned), said)


def settle_differences(
    work: UnitOfWork,
    *,
    count_id: int,
    units: Sequence[tuple[int | None, str]],
    settling: Settling,
    settled_on: date,
    place_id: int | None = None,
    note: str = "",
) -> int:
    """Say the same of several units (id, or None, and serial); answers of how many.

    All of them or none: refused with everything that keeps any of them from it, by its serial.
    """
    count, found = _open_count(work, count_id), list[Finding]()
    tally = tally_of(work.session, count_id)
    said = _Said(settling, settled_on, place_id, note)
    for asset_id, scanned in units:
        try:
            line = _line_of(tally, asset_id, scanned)
            _settle(work, count, line, (asset_id, scanned), said)
        except Refused as refused:
            found += refused.findings
    if found:
        raise Refused(found)
    return len(units)


def _settle(
    work: UnitOfWork, count: Count, line: Tallied, named: tuple[int | None, str], said: _Said
) -> None:
    asset_id, scanned = named
    unit = None if asset_id is None else work.session.get_one(Asset, asset_id)
    found = settling_findings(
        said.settling,
        line=line,
        state=None if unit is None else unit.state,
        has_place=said.place_id is not None,
        note=said.note,
        serial=scanned if unit is None else unit.serial,
    )
    if found:
        raise Refused(found)
    _append(
        work,
        count,
        CountStep.SETTLED,
        said.on,
        unit=unit,
        scanned=scanned,
        settled=said.settling,
        note=said.note,
    )
    move = None if unit is None else move_of(said.settling, unit.state)
    if unit is not None and move is not None:
        move_unit(
            work,
            asset_id=unit.id,
            move=move,
            moved_on=said.on,
            place_id=None if move is Move.LOST else said.place_id,
            cause=Cause(CAUSE, str(count.count_no)),
            note=said.note,
        )


def close_count(work: UnitOfWork, *, count_id: int, closed_on: date) -> None:
    """End a count. Refused while a difference is not settled; nothing is added afterwards."""
    count = _open_count(work, count_id)
    found = still_open(tally_of(work.session, count_id).values(), count_no=count.count_no)
    if found:
        raise Refused(found)
    _append(work, count, CountStep.CLOSED, closed_on)


def _open_already(work: UnitOfWork, place_id: int | None) -> list[Finding]:
    same = Count.place_id.is_(None) if place_id is None else Count.place_id == place_id
    for count in work.session.scalars(select(Count).where(same).order_by(Count.id.desc())):
        if not is_closed(work.session, count.id):
            place = None if place_id is None else work.session.get_one(Place, place_id)
            where = "all the house" if place is None else place.name
            return [
                Finding(
                    Severity.STOP,
                    "count_open",
                    f"Count {count.count_no} of {where} is not closed.",
                    remedy="Go on with that one, or close it first.",
                    field="place_id",
                    opens=RecordRef("count", count.id),
                )
            ]
    return []


def _open_count(work: UnitOfWork, count_id: int) -> Count:
    """The count, held until this unit of work ends: scanners at one count wait for each other."""
    count = work.session.get_one(Count, count_id, with_for_update=True)
    if is_closed(work.session, count_id):
        raise Refused(
            [stopping("count_closed", f"Count {count.count_no} is closed.", "Begin another one.")]
        )
    return count


def _line_of(tally: Mapping[Key, Tallied], asset_id: int | None, scanned: str) -> Tallied:
    line = tally.get(serial_key(scanned) if asset_id is None else asset_id)
    if line is None:
        raise Refused([stopping("not_in_count", f"{scanned} is not in this count.", "Scan it.")])
    return line


def _read(scanned: str) -> str:
    try:
        read = text(scanned.strip())
    except Unreadable as error:
        raise Refused([stopping(error.code, error.message, error.remedy)]) from error
    if not serial_key(read):
        raise Refused([stopping("nothing_scanned", "Nothing was scanned.", "Scan a serial.")])
    return read


def _unit_called(work: UnitOfWork, read: str) -> Asset | None:
    by_serial = select(Asset).where(Asset.serial_key == serial_key(read))
    found = work.session.scalar(by_serial)
    return found or work.session.scalar(select(Asset).where(Asset.inventory_no == read))


def _append(
    work: UnitOfWork,
    count: Count,
    step: CountStep,
    on: date,
    *,
    unit: Asset | None = None,
    scanned: str | None = None,
    settled: Settling | None = None,
    note: str = "",
) -> None:
    last = select(func.max(CountFact.turn)).where(CountFact.count_id == count.id)
    is_scan = step is CountStep.SCANNED and unit is not None
    work.session.add(
        CountFact(
            count_id=count.id,
            turn=(work.session.scalar(last) or 0) + 1,
            step=step,
            scanned=scanned,
            asset_id=None if unit is None else unit.id,
            was_state=unit.state if is_scan and unit is not None else None,
            was_place_id=unit.place_id if is_scan and unit is not None else None,
            settled=settled,
            note=note.strip() or None,
            done_on=on,
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
