"""Takes units, their notes, places, movements, checks, counts and maintenance as the files
have them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update

from dmedesk.assets.queries.stored import asset_ids, count_ids, place_ids, plan_ids
from dmedesk.assets.rules import serial_key
from dmedesk.assets.tables import (
    Asset,
    AssetNote,
    Count,
    CountFact,
    CountUnit,
    MaintenanceEntry,
    MaintenancePlan,
    Movement,
    Place,
    UnitCheck,
)
from dmedesk.catalog.queries.stored import product_ids
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_assets(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new units and change known ones, as ``assets.csv`` has them, each with its state.

    Their products must have been entered.
    """
    take_rows(
        work,
        Asset,
        added=[_with_key(values) for values in added],
        changed={row_id: _with_key(values) for row_id, values in changed.items()},
        names={"product_no": "product_id", "cost": "cost_cents"},
        ids={"product_no": product_ids(work.session)},
    )


def take_asset_notes(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append notes, as ``asset_notes.csv`` has them. A known one is known whole: none changes."""
    take_rows(
        work,
        AssetNote,
        added=added,
        changed=changed,
        names={"serial": "asset_id"},
        ids={"serial": asset_ids(work.session)},
    )


def _with_key(values: Values) -> dict[str, Any]:
    if "serial" not in values:
        return dict(values)
    return {**values, "serial_key": serial_key(values["serial"])}


def take_places(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new places and change known ones, as ``places.csv`` has them."""
    take_rows(work, Place, added=added, changed=changed, names={"place": "name"})


def take_movements(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append movements, as ``movements.csv`` has them. A known one is never changed.

    Their units, members and places must have been entered. Each unit's turns follow on without a
    gap; its row says afterwards where its last movement left it. Refused where they do not.
    """
    units = asset_ids(work.session)
    in_turn = sorted(added, key=lambda values: (values["serial"], values["turn"]))
    _check_turns(work, units, in_turn)
    take_rows(
        work,
        Movement,
        added=[{**values, "turn_before": values["turn"] - 1 or None} for values in in_turn],
        changed=changed,
        names={
            "serial": "asset_id",
            "from_member": "from_member_id",
            "to_member": "to_member_id",
            "from_place": "from_place_id",
            "to_place": "to_place_id",
            "cause": "cause_kind",
        },
        ids=_whereabouts(work, units),
    )
    _stand_where_left(work)


def _whereabouts(work: UnitOfWork, units: Mapping[str, int]) -> dict[str, Mapping[Any, Any]]:
    """What the words of a movement stand for; nobody and nowhere stand for nothing."""
    members: dict[Any, Any] = {None: None} | member_ids(work.session)
    places: dict[Any, Any] = {None: None} | place_ids(work.session)
    return {
        "serial": units,
        "from_member": members,
        "to_member": members,
        "from_place": places,
        "to_place": places,
    }


def _check_turns(work: UnitOfWork, units: Mapping[str, int], in_turn: Sequence[Values]) -> None:
    known: dict[int, int] = dict(work.session.execute(select(Asset.id, Asset.turn)).all())
    found = []
    for values in in_turn:
        asset_id = units[values["serial"]]
        if values["turn"] != known[asset_id] + 1:
            found.append(
                Finding(
                    Severity.STOP,
                    "turn_out_of_order",
                    f"Movement {values['turn']} follows movement {known[asset_id]}.",
                    subject=f"movements.csv, {values['serial']}",
                    remedy="A unit's movements are numbered 1, 2, 3 without a gap.",
                )
            )
        known[asset_id] = values["turn"]
    if found:
        raise Refused(found)


def _stand_where_left(work: UnitOfWork) -> None:
    """Each unit's row says what its last movement says; its state stands in its own file."""
    last = (
        select(
            Movement.asset_id,
            func.max(Movement.turn).label("turn"),
        )
        .group_by(Movement.asset_id)
        .subquery()
    )
    reached = select(
        Movement.asset_id, Movement.turn, Movement.to_member_id, Movement.to_place_id
    ).join(last, (last.c.asset_id == Movement.asset_id) & (last.c.turn == Movement.turn))
    rows = work.session.connection().execute(reached).all()
    if rows:
        unit: Any = Asset.__table__
        statement = (
            update(unit)
            .where(unit.c.id == bindparam("unit"))
            .values(turn=bindparam("at"), holder_id=bindparam("who"), place_id=bindparam("where"))
        )
        sent = [{"unit": row[0], "at": row[1], "who": row[2], "where": row[3]} for row in rows]
        work.session.connection().execute(statement, sent)
        work.session.expire_all()


def take_checks(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append looks at the bench, as ``unit_checks.csv`` has them. A known one is known whole."""
    take_rows(
        work,
        UnitCheck,
        added=added,
        changed=changed,
        names={"serial": "asset_id"},
        ids={"serial": asset_ids(work.session)},
    )


def take_counts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append counts, as ``counts.csv`` has them; their places must have been entered."""
    places: dict[Any, Any] = {None: None} | place_ids(work.session)
    take_rows(
        work,
        Count,
        added=added,
        changed=changed,
        names={"place": "place_id"},
        ids={"place": places},
    )


def take_count_units(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append what counts expected, as ``count_units.csv`` has it."""
    take_rows(
        work,
        CountUnit,
        added=added,
        changed=changed,
        names={"count_no": "count_id", "serial": "asset_id"},
        ids={"count_no": count_ids(work.session), "serial": asset_ids(work.session)},
    )


def take_count_facts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append scans and settlings, as ``count_facts.csv`` has them."""
    places: dict[Any, Any] = {None: None} | place_ids(work.session)
    units: dict[Any, Any] = {None: None} | asset_ids(work.session)
    take_rows(
        work,
        CountFact,
        added=sorted(added, key=lambda values: (values["count_no"], values["turn"])),
        changed=changed,
        names={"count_no": "count_id", "serial": "asset_id", "was_place": "was_place_id"},
        ids={"count_no": count_ids(work.session), "serial": units, "was_place": places},
    )


def take_plans(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Enter maintenance plans and change known ones, as ``maintenance_plans.csv`` has them."""
    take_rows(
        work,
        MaintenancePlan,
        added=added,
        changed=changed,
        names={"product_no": "product_id", "interval": "interval_count"},
        ids={"product_no": product_ids(work.session)},
    )


def take_maintenance(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append entries of the units' logs, as ``maintenance.csv`` has them."""
    plans: dict[Any, Any] = {None: None} | plan_ids(work.session)
    take_rows(
        work,
        MaintenanceEntry,
        added=sorted(added, key=lambda values: (values["serial"], values["turn"])),
        changed=changed,
        names={"serial": "asset_id", "plan_no": "plan_id", "cost": "cost_cents"},
        ids={"serial": asset_ids(work.session), "plan_no": plans},
    )
