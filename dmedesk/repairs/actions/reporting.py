"""The call: a fault is reported, of a unit of ours or of equipment that we never sold."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Cause as MoveCause
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.cells import identifier, prose, text
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping
from dmedesk.kit.records import Fault
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.repairs.actions.steps import CAUSE, write_step
from dmedesk.repairs.queries.told import Told, told_of
from dmedesk.repairs.rules.words import Cause, Ownership, Site, Stage, Step
from dmedesk.repairs.tables import Repair
from dmedesk.store.editing import edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

REPAIR_PREFIX, REPAIR_WIDTH = "REP-", 6
"""What the numbers of repairs begin with, and to how many figures they are filled up."""

_TEXTS: Mapping[str, Any] = {
    **dict.fromkeys(("item", "serial_told", "asked_by", "technician"), text),
    **dict.fromkeys(("hcpcs", "pa_number"), identifier),
    "fault": prose,
}
CHANGEABLE = frozenset(
    {
        "asked_by",
        "fault",
        "site",
        "technician",
        "promised_on",
        "replacement_cents",
        "previous_on",
        "hcpcs",
        "product_id",
        "payer_id",
        "item",
        "serial_told",
    }
)
"""What of a repair may be corrected while it is open; the rest follows from its steps."""


def report_repair(work: UnitOfWork, *, values: Mapping[str, Any], today: date) -> int:
    """Write down a fault by the attributes of ``Repair`` (and ``unit_id``); answers its id.

    Whose the equipment is, is told by the records of the unit; without a unit it is the member's
    own, bought elsewhere. A unit of the house goes to repair with it. Refused with everything that
    is wrong.
    """
    own = tidy(values)
    told = _told(work, own, today)
    found = [*_findings(own, today, told), *([told] if isinstance(told, Finding) else [])]
    if found or isinstance(told, Finding):
        raise Refused(found)
    repair = Repair(
        repair_no=next_number(work, Repair.repair_no, prefix=REPAIR_PREFIX, width=REPAIR_WIDTH),
        stage=Stage.REPORTED,
        cause=Cause.WEAR,
        **_whose(own, told),
        **{
            name: own.get(name)
            for name in ("asked_by", "asked_on", "fault", "technician", "promised_on")
        },
        **{name: own.get(name) for name in ("replacement_cents", "previous_on")},
        site=Site(own["site"]),
    )
    work.session.add(repair)
    work.session.flush()
    write_step(work, repair=repair, step=Step.REPORTED, on=repair.asked_on, note=repair.fault)
    _take_from_shelf(work, repair)
    return repair.id


def change_repair(
    work: UnitOfWork, *, repair_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Correct what was told at the call, read at this row version; answers the new version.

    Refused for a repair that is closed, and where another desk changed it meanwhile.
    """
    own = {name: value for name, value in tidy(values).items() if name in CHANGEABLE}
    repair = work.session.get_one(Repair, repair_id)
    if repair.stage is Stage.CLOSED:
        message, remedy = "The repair is closed.", "Open another one."
        raise Refused([stopping("repair_is_closed", message, remedy, subject=repair.repair_no)])
    if repair.asset_id is not None:
        own = {name: own[name] for name in own if name not in ("item", "product_id", "serial_told")}
    needed = {"asked_by": "name of who asked", "fault": "fault", "item": "equipment"}
    found = by_field(
        missing(own, {name: words for name, words in needed.items() if name in own}),
        unreadable(own, _TEXTS),
    )
    if found:
        raise Refused(found)
    if own.get("site") is not None:
        own["site"] = Site(own["site"])
    return edit_row(work, Repair, row_id=repair_id, version=version, values=own)


def _told(work: UnitOfWork, own: Mapping[str, Any], today: date) -> Told | Finding | None:
    asset_id = own.get("unit_id")
    if asset_id is None:
        return None
    return told_of(work.session, asset_id=asset_id, on=own.get("asked_on") or today)


def _whose(own: Mapping[str, Any], told: Told | None) -> dict[str, Any]:
    """The columns that the records tell, or (equipment of others) the caller."""
    if told is None:
        return {
            "ownership": Ownership.BOUGHT_ELSEWHERE,
            "asset_id": None,
            "rental_id": None,
            **{name: own.get(name) for name in ("member_id", "payer_id", "product_id")},
            **{name: own.get(name) for name in ("item", "serial_told", "hcpcs")},
        }
    payer = own.get("payer_id") or (told.payer.id if told.payer else None)
    return {
        "ownership": told.ownership,
        "asset_id": told.asset_id,
        "product_id": told.product_id,
        "rental_id": told.rental_id,
        "member_id": told.member.id if told.member else None,
        "payer_id": None if told.ownership is Ownership.STOCK else payer,
        "item": told.item,
        "serial_told": None,
        "hcpcs": own.get("hcpcs") or told.hcpcs,
    }


def _findings(own: Mapping[str, Any], today: date, told: Told | Finding | None) -> list[Finding]:
    needed = {
        "asked_by": "name of who asked",
        "asked_on": "day on which it was asked for",
        "fault": "fault",
        "site": "place of the repair",
    }
    if told is None:
        needed |= {"member_id": "member", "item": "equipment"}
    found = by_field(missing(own, needed), unreadable(own, _TEXTS), _days(own, today))
    if (
        isinstance(told, Told)
        and told.member
        and own.get("member_id") not in (None, told.member.id)
    ):
        message = f"{told.serial} is with {told.member.title}."
        found.append(stopping("other_member", message, "Choose that member, or none.", "member_id"))
    return found


def _days(own: Mapping[str, Any], today: date) -> Iterator[Fault]:
    for name in ("asked_on", "previous_on"):
        day = own.get(name)
        if day is not None and day > today:
            yield Fault(
                name, "day_to_come", f"{day} has not come yet.", f"Enter {today} or before."
            )


def _take_from_shelf(work: UnitOfWork, repair: Repair) -> None:
    """A unit of the house that is not in repair yet goes there, by this repair."""
    if repair.ownership is not Ownership.STOCK or repair.asset_id is None:
        return
    if work.session.get_one(Asset, repair.asset_id).state is AssetState.REPAIR:
        return
    move_unit(
        work,
        asset_id=repair.asset_id,
        move=Move.SENT_TO_REPAIR,
        moved_on=repair.asked_on,
        cause=MoveCause(CAUSE, repair.repair_no),
        note=repair.fault,
    )
