"""A repair's part without a fee row is held, and billed once its cost was entered, 322.03(19)."""

from typing import Any

import pytest

from dmedesk.billing.actions.considering import WHY, consider_charge
from dmedesk.billing.rules.charge_words import HOLDS
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge, ChargeClaim
from dmedesk.kit.errors import Refused
from dmedesk.papers.rules import HoldCode
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.charge_shop import charged, enter, held_charges, ids_of, invoice_now
from tests.flows.month_shop import MonthShop, clock

PART: dict[str, Any] = {
    "kind": ChargeKind.REPAIR,
    "hcpcs": "E2611",
    "description": "Back cushion",
    "usual_charge_cents": 9_000,
    "source": (SourceKind.REPAIR_LINE, "REP-000001/1"),
    "modifiers": ("RB",),
}
COST = {"acquisition": {"invoice_price": "40.00"}, "markup_percentage": "30"}


def consider(shop: MonthShop, number: str, asked: dict[str, Any]) -> int:
    (charge_id,) = ids_of(shop, [number])
    with unit_of_work(shop.engine, actor="ana", action="consider_charge", clock=clock) as work:
        return consider_charge(work, charge_id=charge_id, asked=asked)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


def test_a_part_is_billed_once_its_cost_is_entered(shop: MonthShop) -> None:
    held = enter(shop, **PART)
    assert held_charges(shop.preview("2026-10")) == [(held, ["price_refused"])]
    assert "individual consideration" in HOLDS[HoldCode.PRICE_REFUSED][1]
    consider(shop, held, COST)
    # Other new equipment: the cost plus 30%, (19)(b)4; the usual charge is higher.
    assert charged(shop.post("2026-10")) == [("C-000002", "52.00", ["NU", "RB"])]
    first, second = shop.rows(Charge)
    assert (second.source, second.source_no, second.source_turn) == (
        SourceKind.REPAIR_LINE,
        "REP-000001/1",
        3,
    )
    assert [one.why for one in shop.rows(ChargeClaim)] == ["", WHY, ""]
    assert first.asked == "{}"


def test_what_was_entered_by_hand_keeps_its_proof(shop: MonthShop) -> None:
    held = enter(shop, **PART | {"kind": ChargeKind.PURCHASE, "source": (SourceKind.BY_HAND, "")})
    consider(shop, held, COST)
    assert held_charges(shop.preview("2026-10")) == [("C-000002", ["no_prescription"])]
    assert [one.source_no for one in shop.rows(Charge)] == [held, "C-000002"]


def test_what_cannot_be_considered_stays_as_it_was(shop: MonthShop) -> None:
    held = enter(shop, **PART)
    with pytest.raises(Refused) as refused:
        consider(shop, held, {"markup_percentage": "30"})
    assert codes(refused) == ["cost_missing"]
    work = enter(shop, kind=ChargeKind.DIRECT_SERVICE, hcpcs="K0739", description="Labor")
    with pytest.raises(Refused) as refused:
        consider(shop, work, COST)
    assert codes(refused) == ["not_by_cost"]
    sold = enter(shop)
    invoice_now(shop, sold)
    with pytest.raises(Refused) as refused:
        consider(shop, sold, COST)
    assert codes(refused) == ["charge_billed"]
    assert len(shop.rows(Charge)) == 3
