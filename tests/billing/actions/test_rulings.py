"""How lines were priced is frozen in words that many lines share."""

import json

from dmedesk.billing.tables import InvoiceLine, Ruling
from tests.flows.month_shop import MonthShop


def test_lines_that_were_priced_alike_share_one_ruling(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.rent("R3", payer="PP")
    shop.post("2026-10")
    shop.post("2026-11")
    lines = shop.rows(InvoiceLine)
    rulings = {ruling.id: ruling for ruling in shop.rows(Ruling)}
    assert len(lines) == 6
    assert len(rulings) == 2
    assert [rulings[line.ruling_id].basis for line in lines] == [
        "formula",
        "usual_charge",
        "formula",
    ] * 2
    formula = next(ruling for ruling in rulings.values() if ruling.basis == "formula")
    assert (formula.modifiers, formula.citations) == ("RR KJ", "101 CMR 322.03(18)(a)2")
    assert json.loads(formula.readings) == {"months_4_to_13_rounding": "each_step"}
