"""Receives many units at once: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.actions.stops import check_received
from dmedesk.assets.actions.units import enter_unit
from dmedesk.assets.rules.handling import coming
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.rules.receiving import entered_twice, together_findings
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.store.unit_of_work import UnitOfWork

_RECEIVED = "Received"


def receive_units(
    work: UnitOfWork,
    *,
    shared: Mapping[str, Any],
    units: Sequence[Mapping[str, Any]],
    place_id: int | None = None,
) -> list[int]:
    """Enter units that came together, and answer their ids in order.

    ``shared`` are the attributes of ``Asset`` that they have in common, ``units`` those of each.
    Where a place is named each is brought there by a movement of the day it was received; those
    that a recall means are set apart at once. Raises
    ``Refused`` with everything that is wrong with any of them, by ``units/0/serial``; nothing is
    entered then.
    """
    today = work.now.astimezone().date()
    found = [*together_findings(shared, units), *entered_twice(units)]
    if shared.get("acquired_on") is not None:
        found += coming(shared["acquired_on"], today=today, field="acquired_on")
    twice = {finding.field for finding in found}
    received = []
    for at, unit in enumerate(units):
        try:
            received.append(enter_unit(work, values={**shared, **unit}))
        except Refused as refused:
            placed = (_placed(finding, at, unit) for finding in refused.findings)
            found += [one for one in placed if one.field not in twice]
    if found:
        raise Refused(_each_once(found))
    for asset_id in received if place_id is not None else ():
        move_unit(
            work,
            asset_id=asset_id,
            move=Move.TRANSFERRED,
            moved_on=shared["acquired_on"],
            place_id=place_id,
            note=_RECEIVED,
        )
    for asset_id in received:
        check_received(work, asset_id=asset_id)
    return received


def _placed(finding: Finding, at: int, unit: Mapping[str, Any]) -> Finding:
    """A unit's finding at its row; what all have in common is found there, once."""
    if finding.field not in unit:
        return finding
    named = unit.get("serial") or f"Row {at + 1}"
    subject = "" if named in finding.message else named
    return replace(finding, subject=subject, field=f"units/{at}/{finding.field}")


def _each_once(found: Sequence[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))
