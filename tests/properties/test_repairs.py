"""Whatever is tried with repairs, in whatever order: no substitute is charged twice, none of rented
equipment at all (101 CMR 322.03(14)), and no repair closes while its substitute is out.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.rates import Quote
from dmedesk.repairs.actions.lending import fetch_substitute, lend_substitute
from dmedesk.repairs.actions.working import refuse_repair
from dmedesk.repairs.queries.chargeable import charges_of
from dmedesk.repairs.rules.words import LoanStage, Ownership, Refusal, Stage, Step
from dmedesk.repairs.tables import SubstituteCharge
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import signed_on
from tests.repairs.repair_shop import RepairShop, repair_shop

DAY = date(2026, 10, 20)
_Act = Callable[[RepairShop, int], object]


def _lend(serial: str) -> _Act:
    def act(bench: RepairShop, repair_id: int) -> object:
        return bench.do(
            lend_substitute,
            repair_id=repair_id,
            asset_id=bench.tickets.unit(serial).id,
            asked_on=DAY,
            planned_on=DAY,
            reason="as good",
        )

    return act


def _fetch(bench: RepairShop, repair_id: int) -> object:
    return bench.do(fetch_substitute, repair_id=repair_id, asked_on=DAY, planned_on=DAY)


def _visit(bench: RepairShop, _repair_id: int) -> object:
    """The oldest slip that is to be printed goes out and is signed for."""
    open_ones = [one for one in bench.shop.rows(Ticket) if one.stage is TicketStage.TO_PRINT]
    return open_ones and bench.tickets.visit(open_ones[0].id, signed_on(DAY))


def _charge(bench: RepairShop, repair_id: int) -> object:
    answer = bench.ask(repair_id).answer
    cents = answer.amount_cents if isinstance(answer, Quote) else 0
    return bench.charge(repair_id, cents, is_confirmed=True)


def _refuse(bench: RepairShop, repair_id: int) -> object:
    how = {"refusal": Refusal.WITHDRAWN, "on": DAY, "note": "no more"}
    return bench.do(refuse_repair, repair_id=repair_id, **how)


ACTS: Mapping[str, _Act] = {
    "take in": lambda bench, repair_id: bench.step(repair_id, Step.TAKEN_IN, on=DAY),
    "lend": _lend("BED8"),
    "lend another": _lend("BED9"),
    "fetch": _fetch,
    "visit": _visit,
    "charge": _charge,
    "part": lambda bench, repair_id: bench.line(repair_id, 100, done_on=DAY),
    "finish": lambda bench, repair_id: bench.finish(repair_id, on=DAY),
    "refuse": _refuse,
    "return": lambda bench, repair_id: bench.give_back(repair_id, on=DAY),
    "close": lambda bench, repair_id: bench.close(repair_id, on=DAY),
}
_WAY = ("take in", "lend", "visit", "charge", "finish", "return", "fetch", "visit", "close")


@contextmanager
def _bench(template: Path) -> Iterator[RepairShop]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(shutil.copy(template, Path(folder) / "shop.dmedesk")))
        try:
            yield repair_shop(engine)
        finally:
            engine.dispose()


def _reported(bench: RepairShop, *, is_rented: bool) -> int:
    if is_rented:
        bench.shop.rent("R1", serial="BED1", started_on="2026-10-01")
        unit = bench.tickets.unit("BED1").id
    else:
        unit = bench.sell("BED1")
    for serial in ("BED8", "BED9"):
        bench.unit(serial)
    return bench.report(unit, replacement_cents=1_000_000)


def _holds(bench: RepairShop, repair_id: int) -> None:
    read: Any = bench.read(repair_id)
    with reading(bench.shop.engine) as session:
        charges = session.scalars(select(func.count(SubstituteCharge.id))).one()
        lent = session.scalars(
            select(func.count(Asset.id)).where(Asset.state == AssetState.LOANED)
        ).one()
        asked = charges_of(session, repair_id=repair_id)
    assert charges <= 1
    out = [one for one in read.loans if one.stage is LoanStage.OUT]
    assert len(out) == lent <= 1
    if read.repair.ownership is Ownership.RENTED:
        assert (charges, list(asked)) == (0, [])
    if read.repair.stage is Stage.CLOSED:
        assert not out
    else:
        assert list(asked) == []


@settings(max_examples=20)
@given(
    is_rented=st.booleans(),
    before=st.lists(st.sampled_from(sorted(ACTS)), max_size=4),
    more=st.lists(st.sampled_from(sorted(ACTS)), max_size=6),
)
def test_whatever_is_tried(
    shop_template: Path, is_rented: bool, before: list[str], more: list[str]
) -> None:
    with _bench(shop_template) as bench:
        repair_id = _reported(bench, is_rented=is_rented)
        for name in (*before, *_WAY, *more):
            with suppress(Refused):
                ACTS[name](bench, repair_id)
            _holds(bench, repair_id)
