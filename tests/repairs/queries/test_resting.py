"""A repair is held against what papers keep of its authorization, and uses it up once closed."""

from typing import Any

import pytest

from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.repairs.queries.resting import authorized_of, resting_of
from dmedesk.repairs.queries.worked import lines_of
from dmedesk.repairs.rules.authorized import Authorized
from dmedesk.repairs.rules.words import Covered, LineKind, Step
from dmedesk.repairs.tables import Repair
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import DONE, RepairShop


def _repair(bench: RepairShop, serial: str = "BED1") -> int:
    repair_id = bench.report(bench.sell(serial), replacement_cents=900_000)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.line(repair_id, 30_000, quantity=2)
    bench.line(repair_id, 5_000, kind=LineKind.LABOR, description="Work", hcpcs="K0739")
    bench.line(repair_id, 700, covered=Covered.WARRANTY)
    return repair_id


def _authorized(bench: RepairShop, repair_id: int) -> Authorized | None:
    with reading(bench.shop.engine) as session:
        repair = session.get_one(Repair, repair_id)
        lines = lines_of(session, repair_id=repair_id)
        resting = resting_of(repair, lines, hcpcs="E0260", on=DONE)
        assert (resting.total_cents, dict(resting.quantities)) == (
            35_000,
            {"E2368": 2, "K0739": 1},
        )
        return authorized_of(session, resting)


def test_a_number_is_looked_up(bench: RepairShop) -> None:
    repair_id = _repair(bench)
    assert _authorized(bench, repair_id) is None
    bench.step(repair_id, Step.AUTHORIZED, reference="PA-7")
    unknown = _authorized(bench, repair_id)
    assert unknown is not None
    assert [one.code for one in unknown.misfits] == ["authorization_unknown"]
    codes = {one.code for one in bench.read(repair_id).judged}
    assert "authorization_unknown" in codes
    granted = bench.grant("pa-7", amount_cents=35_000)
    known = _authorized(bench, repair_id)
    assert known is not None
    assert known.grant is not None
    assert (known.grant.authorization_id, known.misfits) == (granted, ())


@pytest.mark.parametrize(
    ("hcpcs", "limits", "drawn"),
    [
        ("E0260", {"amount_cents": 50_000}, (0, 35_000)),
        ("E0260", {"units": 3}, (1, 0)),
        ("E2368", {"units": 3, "amount_cents": 30_000}, (2, 30_000)),
        ("E0260", {}, (0, 0)),
        ("E1390", {"units": 9}, (0, 0)),
    ],
)
def test_what_is_limited_is_used_up_at_the_end(
    bench: RepairShop, hcpcs: str, limits: dict[str, Any], drawn: tuple[int, int]
) -> None:
    """Below the line an authorization that does not fit forbids nothing, and is not used."""
    repair_id = _repair(bench)
    granted = bench.grant("PA-7", hcpcs, **limits)
    bench.step(repair_id, Step.AUTHORIZED, reference="PA-7")
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.close(repair_id)
    with reading(bench.shop.engine) as session:
        assert drawn_of(session, authorization_id=granted) == drawn
    misfits = {one.code for one in bench.read(repair_id).judged}
    assert not {"authorization_money_used", "authorization_units_used"} & misfits


def test_the_next_one_finds_what_is_left(bench: RepairShop) -> None:
    bench.grant("PA-7", amount_cents=60_000)
    for serial, code in (("BED1", ""), ("BED2", "authorization_money_used")):
        repair_id = _repair(bench, serial)
        bench.step(repair_id, Step.AUTHORIZED, reference="PA-7")
        codes = {one.code for one in bench.read(repair_id).judged}
        assert ("authorization_money_used" in codes) is bool(code)
        bench.finish(repair_id)
        bench.give_back(repair_id)
        bench.close(repair_id)
