"""Each kind of repair from the call to the signed return, with its charge or its refusal."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import MaintenanceEntry
from dmedesk.deliveries.rules.words import TicketKind
from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.papers.tables import Authorization
from dmedesk.rates import Quote
from dmedesk.repairs.actions.ending import charge_substitute, close_repair
from dmedesk.repairs.actions.lending import (
    exchange_rented,
    lend_substitute,
    record_no_substitute,
)
from dmedesk.repairs.actions.working import finish_repair, refuse_repair, write_line
from dmedesk.repairs.queries.chargeable import LINE, SUBSTITUTE, charges_of
from dmedesk.repairs.rules.words import (
    Covered,
    LineKind,
    LoanStage,
    Ownership,
    Refusal,
    Stage,
    Step,
)
from dmedesk.shop.actions.policies import say_policy
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import signed_on
from tests.repairs.repair_shop import BACK, DONE, TAKEN, RepairShop, repair_shop


@pytest.fixture
def bench(shop_engine: Engine) -> RepairShop:
    return repair_shop(shop_engine)


def _quote(bench: RepairShop, repair_id: int) -> Quote:
    answer = bench.ask(repair_id).answer
    assert isinstance(answer, Quote)
    return answer


def _charges(bench: RepairShop, repair_id: int) -> list[tuple[str, int, str]]:
    with reading(bench.shop.engine) as session:
        found = charges_of(session, repair_id=repair_id)
    return [(one.source, one.amount_cents, one.modifiers) for one in found]


def _in_the_shop(bench: RepairShop, asset_id: int | None = None, **more: object) -> int:
    repair_id = bench.report(asset_id, **more)
    bench.step(repair_id, Step.TAKEN_IN)
    return repair_id


def _to_the_end(bench: RepairShop, repair_id: int) -> None:
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.close(repair_id)


def test_owned_capped_one_month_of_kj_once(bench: RepairShop) -> None:
    """322.03(14)(a) and (b), case J01: 75.00 whatever the days; a second charge is refused."""
    bed, loaner = bench.sell("BED1"), bench.unit("BED2")
    repair_id = _in_the_shop(bench, bed, replacement_cents=100_000)
    assert bench.read(repair_id).repair.ownership is Ownership.BOUGHT_HERE
    bench.lend(repair_id, loaner)
    bench.line(repair_id, 20_000, cost_cents=9_000)
    bench.line(repair_id, 5_000, kind=LineKind.LABOR, description="Fitting", minutes=45)
    asked = bench.ask(repair_id)
    assert (asked.is_ceiling, _quote(bench, repair_id).amount_cents) == (False, 7_500)
    bench.charge(repair_id, 7_500)
    codes = bench.codes(charge_substitute, repair_id=repair_id, amount_cents=7_500)
    assert codes == ["not_payable"]
    bench.finish(repair_id)
    bench.give_back(repair_id)
    assert bench.codes(close_repair, repair_id=repair_id, on=BACK) == ["substitute_out"]
    bench.fetch(repair_id)
    bench.close(repair_id)
    assert bench.state(loaner) is AssetState.CLEANING
    assert _charges(bench, repair_id) == [
        (LINE, 20_000, ""),
        (LINE, 5_000, ""),
        (SUBSTITUTE, 7_500, "RR KJ"),
    ]
    with reading(bench.shop.engine) as session:
        cost = session.scalars(select(MaintenanceEntry.cost_cents)).all()
    assert list(cost) == [9_000]


def test_owned_inexpensive_is_a_ceiling_that_a_person_confirms(bench: RepairShop) -> None:
    """322.03(14)(a), trap T16: no KJ row and no KJ formula."""
    chair, loaner = bench.sell("CH1", "E0163"), bench.unit("CH2", "E0163")
    repair_id = _in_the_shop(bench, chair)
    bench.lend(repair_id, loaner)
    asked = bench.ask(repair_id)
    assert asked.is_ceiling
    assert "ceiling" in asked.why_ceiling
    amount = _quote(bench, repair_id).amount_cents
    codes = bench.codes(charge_substitute, repair_id=repair_id, amount_cents=amount)
    assert codes == ["ceiling_to_confirm"]
    bench.charge(repair_id, amount, is_confirmed=True)
    charge = bench.read(repair_id).charge
    assert charge is not None
    assert charge.confirmed_by == "ana"


def test_owned_oxygen_by_the_day_to_the_fifth_business_day(bench: RepairShop) -> None:
    """427.426(C), case J05a: 1/30 a day; the holiday of October 12 is no business day."""
    own, loaner = bench.sell("OX1", "E1390"), bench.unit("OX2", "E1390")
    repair_id = _in_the_shop(bench, own)
    bench.lend(repair_id, loaner)
    assert [one.code for one in bench.ask(repair_id).refused] == ["not_back"]
    bench.line(repair_id, 3_500, minutes=20)
    bench.finish(repair_id, on=date(2026, 10, 20))
    bench.give_back(repair_id, on=date(2026, 10, 20))
    bench.fetch(repair_id, on=date(2026, 10, 20))
    answer = _quote(bench, repair_id)
    # Removed on Tuesday the 6th; the fifth business day after is Wednesday the 14th: 8 days.
    assert answer.amount_cents == 20_000 * 8 // 30
    assert answer.citations == ("130 CMR 427.426(C)",)


def test_owned_oxygen_by_the_other_reading(bench: RepairShop) -> None:
    """Trap T17: the shop may choose the flat month of 322.03(14); then it is one month."""
    bench.do(
        say_policy,
        key="reading.oxygen_substitute",
        regime="masshealth",
        payer_code="",
        value="flat_month",
        from_on=date(2026, 1, 1),
        why="asked the agency",
    )
    own, loaner = bench.sell("OX1", "E1390"), bench.unit("OX2", "E1390")
    repair_id = _in_the_shop(bench, own)
    bench.lend(repair_id, loaner)
    assert _quote(bench, repair_id).amount_cents == 20_000


def test_respiratory_repair_wants_its_report_and_its_authorization(bench: RepairShop) -> None:
    """427.426(A) and (B): above $35.00 authorization, at it the four items; none twice a year."""
    repair_id = _in_the_shop(bench, bench.sell("OX1", "E1390"))
    bench.line(repair_id, 3_500)
    finish = {"repair_id": repair_id, "on": DONE, "note": "done"}
    assert bench.codes(finish_repair, **finish) == ["report_lacks_minutes"]
    bench.line(repair_id, 1, minutes=30, kind=LineKind.LABOR, description="Fitting")
    assert bench.codes(finish_repair, **finish) == ["authorization_needed"]
    bench.grant("PA-77", "E1390")
    bench.step(repair_id, Step.AUTHORIZED, reference="PA-77")
    _to_the_end(bench, repair_id)
    asset_id = bench.read(repair_id).repair.asset_id
    again = bench.report(asset_id, asked_on=date(2026, 10, 15))
    bench.step(again, Step.BEGUN, on=date(2026, 10, 15))
    bench.line(again, 1_000, minutes=5, done_on=date(2026, 10, 15))
    codes = bench.codes(finish_repair, repair_id=again, on=date(2026, 10, 16), note="done")
    assert codes == ["repaired_lately"]


def test_rented_costs_nothing_and_its_substitute_neither(bench: RepairShop) -> None:
    """322.03(9) and (14)(c), 409.420(C), case J04: the rent goes on."""
    bench.shop.rent("R1", serial="BED1", started_on="2026-10-01")
    rented = bench.tickets.unit("BED1").id
    loaner = bench.unit("BED2")
    repair_id = _in_the_shop(bench, rented)
    assert bench.read(repair_id).repair.ownership is Ownership.RENTED
    line = {"kind": LineKind.PART, "done_on": TAKEN, "description": "Motor", "amount_cents": 1}
    assert bench.codes(write_line, repair_id=repair_id, **line) == ["not_chargeable"]
    bench.line(repair_id, 0, covered=Covered.INCLUDED, cost_cents=9_000)
    bench.lend(repair_id, loaner)
    assert _quote(bench, repair_id).citations == ("101 CMR 322.03(14)(c)", "130 CMR 409.420(C)")
    assert bench.codes(charge_substitute, repair_id=repair_id, amount_cents=0) == ["not_payable"]
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.fetch(repair_id)
    bench.close(repair_id)
    assert _charges(bench, repair_id) == []
    billed = bench.shop.preview("2026-10")["lines"]
    assert [(one["rental_no"], one["amount"]) for one in billed] == [("R1", "100.00")]


def test_rented_exchanged_in_the_stead_of_a_repair(bench: RepairShop) -> None:
    bench.shop.rent("R1", serial="BED1", started_on="2026-09-01")
    rented = bench.tickets.unit("BED1")
    bench.shop.change(
        type(rented),
        type(rented).id == rented.id,
        state=AssetState.ON_RENT,
        holder_id=bench.member(),
    )
    other = bench.unit("BED2")
    repair_id = bench.report(rented.id, site="home")
    ticket_id = bench.do(
        exchange_rented, repair_id=repair_id, asset_id=other, asked_on=TAKEN, planned_on=TAKEN
    )
    assert bench.ticket(ticket_id).kind is TicketKind.EXCHANGE
    bench.tickets.visit(ticket_id, signed_on(TAKEN))
    assert bench.state(other) is AssetState.ON_RENT
    assert bench.state(rented.id) is AssetState.CLEANING


def test_bought_elsewhere_is_repaired_too(bench: RepairShop) -> None:
    repair_id = _in_the_shop(bench, None, hcpcs="E0260", serial_told="X 1", replacement_cents=1)
    assert bench.read(repair_id).repair.ownership is Ownership.BOUGHT_ELSEWHERE
    bench.change(repair_id, replacement_cents=80_000)
    bench.line(repair_id, 79_999)
    loaner = bench.unit("BED2")
    bench.lend(repair_id, loaner)
    bench.charge(repair_id, 7_500)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.fetch(repair_id)
    bench.close(repair_id)
    assert [kind for kind, *_ in _charges(bench, repair_id)] == [LINE, SUBSTITUTE]


def test_as_dear_as_a_replacement_is_refused_in_writing(bench: RepairShop) -> None:
    """409.414(D), case K05: equal is enough."""
    repair_id = _in_the_shop(bench, bench.sell("BED1"), replacement_cents=50_000)
    bench.line(repair_id, 50_000)
    codes = bench.codes(finish_repair, repair_id=repair_id, on=DONE, note="done")
    assert codes == ["replace_instead"]
    bench.do(
        refuse_repair,
        repair_id=repair_id,
        refusal=Refusal.REPLACE,
        on=DONE,
        note="A new one costs no more.",
    )
    assert bench.codes(close_repair, repair_id=repair_id, on=BACK) == ["still_in_shop"]
    bench.give_back(repair_id)
    bench.close(repair_id)
    assert bench.read(repair_id).repair.stage is Stage.CLOSED
    assert _charges(bench, repair_id) == []


def test_over_a_thousand_needs_authorization(bench: RepairShop) -> None:
    """409.420(D), cases K01 and K02: parts, components and labor together."""
    repair_id = _in_the_shop(bench, bench.sell("BED1"), replacement_cents=900_000)
    bench.line(repair_id, 60_000)
    bench.line(repair_id, 40_000, kind=LineKind.LABOR, description="Work")
    assert "authorization_needed" not in {one.code for one in bench.read(repair_id).judged}
    bench.line(repair_id, 1, description="Screw")
    codes = bench.codes(finish_repair, repair_id=repair_id, on=DONE, note="done")
    assert codes == ["authorization_needed"]
    bench.step(repair_id, Step.AUTHORIZED, reference="PA-1")
    codes = bench.codes(finish_repair, repair_id=repair_id, on=DONE, note="done")
    assert codes == ["authorization_unknown"]
    granted = bench.grant("PA-1", amount_cents=100_000)
    codes = bench.codes(finish_repair, repair_id=repair_id, on=DONE, note="done")
    assert codes == ["authorization_money_used"]
    bench.shop.change(Authorization, Authorization.id == granted, amount_cents=150_000, units=1)
    _to_the_end(bench, repair_id)
    assert len(_charges(bench, repair_id)) == 3
    with reading(bench.shop.engine) as session:
        assert drawn_of(session, authorization_id=granted) == (1, 100_001)


def test_no_comparable_unit_is_an_attempt(bench: RepairShop) -> None:
    """409.420(B): the attempt to supply one is what is asked for."""
    repair_id = _in_the_shop(bench, bench.sell("BED1"), replacement_cents=900_000)
    codes = bench.codes(record_no_substitute, repair_id=repair_id, on=TAKEN, note=" ")
    assert codes == ["nothing_said"]
    bench.do(record_no_substitute, repair_id=repair_id, on=TAKEN, note="None here; rang two shops.")
    assert [one.code for one in bench.ask(repair_id).refused] == ["no_substitute"]
    _to_the_end(bench, repair_id)
    assert Step.NO_SUBSTITUTE in {one.step for one in bench.read(repair_id).steps}


def test_a_unit_of_the_house_comes_to_the_bench(bench: RepairShop) -> None:
    unit = bench.unit("BED1")
    repair_id = bench.report(unit)
    assert bench.state(unit) is AssetState.REPAIR
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 0, covered=Covered.INCLUDED, cost_cents=4_000)
    codes = bench.codes(
        lend_substitute,
        repair_id=repair_id,
        asset_id=bench.unit("BED2"),
        asked_on=TAKEN,
        planned_on=TAKEN,
    )
    assert codes == ["nobody_to_lend_to"]
    bench.finish(repair_id)
    bench.close(repair_id)
    assert bench.state(unit) is AssetState.CLEANING


def test_a_substitute_that_never_went_out_is_free_again(bench: RepairShop) -> None:
    loaner = bench.unit("BED2")
    repair_id = _in_the_shop(bench, bench.sell("BED1"), replacement_cents=900_000)
    bench.lend(repair_id, loaner, on=None)
    assert [one.stage for one in bench.read(repair_id).loans] == [LoanStage.TO_BRING]
    other = bench.unit("BED3")
    wanted = {"repair_id": repair_id, "asked_on": TAKEN, "planned_on": TAKEN}
    assert bench.codes(lend_substitute, asset_id=other, **wanted) == ["substitute_is_lent"]
    bench.finish(repair_id)
    bench.give_back(repair_id)
    assert bench.codes(close_repair, repair_id=repair_id, on=BACK) == ["substitute_on_slip"]
