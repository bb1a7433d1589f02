"""What the database itself forbids, whatever an action may do."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from dmedesk.repairs.rules.words import Covered, LineKind, Ownership
from dmedesk.repairs.tables import Repair, RepairLine, SubstituteCharge
from dmedesk.store.base import Base
from tests.flows.month_shop import NOW
from tests.repairs.repair_shop import RepairShop

_STAMP = {"recorded_at": NOW, "recorded_by": "ana"}


def _charge(repair_id: int, loan_id: int, **more: Any) -> dict[str, Any]:
    return {
        "repair_id": repair_id,
        "ownership": Ownership.BOUGHT_HERE,
        "loan_id": loan_id,
        "charged_on": date(2026, 10, 6),
        "hcpcs": "E0260",
        "modifiers": "RR KJ",
        "amount_cents": 7_500,
        "basis": "formula",
        "citations": "",
        "readings": "",
        "derivation": "",
        "is_ceiling": False,
        "confirmed_by": None,
        **_STAMP,
        **more,
    }


def _line(repair_id: int, ownership: Ownership, covered: Covered) -> dict[str, Any]:
    return {
        "repair_id": repair_id,
        "ownership": ownership,
        "turn": 9,
        "kind": LineKind.PART,
        "done_on": date(2026, 10, 6),
        "description": "Motor",
        "modifiers": "",
        "quantity": 1,
        "amount_cents": 1,
        "covered": covered,
        "citation": "",
        **_STAMP,
    }


def _refused(bench: RepairShop, table: type[Base], values: dict[str, Any], name: str) -> None:
    with (
        pytest.raises(IntegrityError) as refused,
        bench.shop.engine.begin() as connection,
    ):
        connection.execute(insert(table).values(**values))
    said = str(refused.value.orig)
    assert name in said or "FOREIGN KEY" in said or "UNIQUE" in said


def test_a_second_substitute_charge_is_refused(bench: RepairShop) -> None:
    """101 CMR 322.03(14)(b): never more than one month for one repair."""
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    bench.charge(repair_id, 7_500)
    loan_id = bench.read(repair_id).loans[0].id
    _refused(
        bench, SubstituteCharge, _charge(repair_id, loan_id), "uq_substitute_charges_repair_id"
    )


def test_nothing_is_charged_of_rented_equipment(bench: RepairShop) -> None:
    """101 CMR 322.03(9) and (14)(c), by the ownership that stands in the row."""
    bench.shop.rent("R1", serial="BED1", started_on="2026-10-01")
    repair_id = bench.report(bench.tickets.unit("BED1").id)
    bench.lend(repair_id, bench.unit("BED2"))
    loan_id = bench.read(repair_id).loans[0].id
    own = _charge(repair_id, loan_id)
    _refused(bench, SubstituteCharge, own, "fk_substitute_charges_ownership")
    rented = {**own, "ownership": Ownership.RENTED}
    _refused(bench, SubstituteCharge, rented, "ck_substitute_charges_only_own_is_charged")
    for ownership, name in (
        (Ownership.RENTED, "ck_repair_lines_only_own_is_charged"),
        (Ownership.BOUGHT_HERE, "fk_repair_lines_ownership"),
    ):
        _refused(bench, RepairLine, _line(repair_id, ownership, Covered.CHARGED), name)


def test_a_ceiling_needs_a_person(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    values = _charge(repair_id, bench.read(repair_id).loans[0].id, is_ceiling=True)
    _refused(bench, SubstituteCharge, values, "ck_substitute_charges_ceilings_are_confirmed")


def test_one_open_repair_a_unit(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    repair = bench.read(repair_id).repair
    columns = [column.key for column in Repair.__table__.columns if column.key != "id"]
    values = {name: getattr(repair, name) for name in columns}
    _refused(bench, Repair, {**values, "repair_no": "REP-9"}, "uq_repairs_asset_id_open")
