"""The questions to the rate engine carry the code under repair, its payer and its days."""

from datetime import date

from dmedesk.catalog.rules.words import FeeRegime, FeeState
from dmedesk.catalog.tables import FeeEdition, FeeRow
from dmedesk.rates import Quote, Refusal
from dmedesk.repairs.queries.asked import code_of, direct_service_quote, substitute_quote
from dmedesk.repairs.tables import Repair
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import RepairShop

ON = date(2026, 10, 6)


def test_a_code_is_known_by_its_payers_fees(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("OX1", "E1390"))
    with reading(bench.shop.engine) as session:
        code = code_of(session, session.get_one(Repair, repair_id), on=ON)
    assert (code.hcpcs, code.family, code.is_respiratory) == ("E1390", "oxygen", True)


def test_no_program_no_rule(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), payer_id=bench.payer("PP"))
    with reading(bench.shop.engine) as session:
        repair = session.get_one(Repair, repair_id)
        answers = [
            substitute_quote(session, repair, on=ON, returned_on=None),
            direct_service_quote(session, repair, hours=2, usual_hour_cents=1, on=ON),
        ]
    assert [one.reason for one in answers if isinstance(one, Refusal)] == ["no_rule_applies"] * 2


def test_medicare_has_no_rule_for_a_substitute(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), payer_id=bench.payer("MC"))
    with reading(bench.shop.engine) as session:
        answer = substitute_quote(
            session, session.get_one(Repair, repair_id), on=ON, returned_on=None
        )
    assert isinstance(answer, Refusal)


def test_direct_service_is_priced_by_the_hour(bench: RepairShop) -> None:
    """322.03(2): hours times the lower of row and charge; none above the last band (case K11)."""
    (edition,) = bench.shop.rows(FeeEdition)
    bench.shop.add(
        FeeRow(
            edition_id=edition.id,
            regime=FeeRegime.MASSHEALTH,
            hcpcs="K0739",
            modifiers="U5",
            from_on=date(2023, 7, 7),
            state=FeeState.AMOUNT,
            fee_cents=5_225,
        )
    )
    repair_id = bench.report(bench.sell("BED1"))
    with reading(bench.shop.engine) as session:
        repair = session.get_one(Repair, repair_id)
        twelve = direct_service_quote(session, repair, hours=12, usual_hour_cents=6_000, on=ON)
        many = direct_service_quote(session, repair, hours=24, usual_hour_cents=6_000, on=ON)
    assert isinstance(twelve, Quote)
    assert (twelve.amount_cents, twelve.modifiers) == (62_700, ("U5",))
    assert isinstance(many, Refusal)
    assert many.reason == "hours_out_of_range"
