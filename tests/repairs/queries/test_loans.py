"""Which units of the stock are offered, and where a substitute is."""

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules.moves import Move
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.repairs.actions.lending import fetch_substitute, save_traits
from dmedesk.repairs.queries.loans import Loan, Offered, loans_of, offered_for
from dmedesk.repairs.rules.words import Likeness, LoanStage
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import signed_on
from tests.repairs.repair_shop import BACK, TAKEN, RepairShop


def _offered(bench: RepairShop, repair_id: int) -> list[Offered]:
    with reading(bench.shop.engine) as session:
        return offered_for(session, repair_id=repair_id)


def _loan(bench: RepairShop, repair_id: int) -> Loan:
    with reading(bench.shop.engine) as session:
        (loan,) = loans_of(session, repair_id=repair_id)
    return loan


def test_only_what_is_ready_and_on_no_slip_is_offered(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.unit("BED2")
    lost = bench.unit("BED3")
    bench.do(move_unit, asset_id=lost, move=Move.LOST, moved_on=TAKEN)
    bench.unit("BED4")
    bench.tickets.open(bench.tickets.line("BED4"))
    bench.unit("CH1", "E0163")
    assert [one.serial for one in _offered(bench, repair_id)] == ["BED2"]


def test_another_code_of_the_family_with_the_same_traits(bench: RepairShop) -> None:
    bench.shop.add(
        Product(product_no="E0265", hcpcs="E0265", description="Full bed", family=Family.DME)
    )
    bench.shop.change(Product, Product.hcpcs == "E0260", family=Family.DME)
    repair_id = bench.report(bench.sell("BED1"))
    bench.unit("FULL1", "E0265")
    assert _offered(bench, repair_id) == []
    for hcpcs in ("E0260", "E0265"):
        product_id = bench.tickets.find(Product, Product.hcpcs == hcpcs).id
        traits = {"size": "36 in", "capacity_pounds": 350, "features": "rails"}
        bench.do(save_traits, product_id=product_id, values=traits)
    (found,) = _offered(bench, repair_id)
    assert found.comparison.likeness is Likeness.BY_TRAITS
    assert found.comparison.said == ("code E0265, size 36 in, bears 350 lb of 350 lb, has rails")


def test_a_unit_bought_elsewhere_is_compared_by_its_code(bench: RepairShop) -> None:
    repair_id = bench.report(hcpcs="E0260")
    bench.unit("BED2")
    assert [one.comparison.likeness for one in _offered(bench, repair_id)] == [Likeness.SAME_CODE]


def test_where_a_substitute_is(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    loan = _loan(bench, repair_id)
    assert (loan.stage, loan.lent_on, loan.back_on) == (LoanStage.OUT, TAKEN, None)
    ticket_id = bench.do(fetch_substitute, repair_id=repair_id, asked_on=BACK, planned_on=BACK)
    assert _loan(bench, repair_id).back_ticket_id == ticket_id
    bench.tickets.visit(ticket_id, signed_on(BACK))
    loan = _loan(bench, repair_id)
    assert (loan.stage, loan.back_on, loan.back_ticket_id) == (LoanStage.BACK, BACK, None)


def test_a_slip_that_is_cancelled_lends_nothing(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    ticket_id = bench.lend(repair_id, bench.unit("BED2"), on=None)
    assert _loan(bench, repair_id).stage is LoanStage.TO_BRING
    bench.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.CANCELLED)
    assert _loan(bench, repair_id).stage is LoanStage.CANCELLED
    assert [one.serial for one in _offered(bench, repair_id)] == ["BED2"]
