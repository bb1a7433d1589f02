"""Going on over a finding needs a reason and is a fact; both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.actions.overriding import override_finding, take_back_override
from dmedesk.billing.queries.scrub import overrides
from dmedesk.billing.rules.scrub_lines import CHARGE
from dmedesk.billing.tables import ScrubOverride
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Payer
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.rules.scrub import RENTAL
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.charge_shop import enter, ids_of, invoice_now
from tests.flows.month_shop import MonthShop, clock, day

OCTOBER = day("2026-10-05")


@pytest.fixture
def doubled(shop: MonthShop) -> MonthShop:
    """Two beds of one member, from the same day."""
    for number in ("R1", "R2"):
        shop.rent(number)
    return shop


def do(shop: MonthShop, action: Any, **said: Any) -> Any:
    with unit_of_work(shop.engine, actor="ana", action="override_finding", clock=clock) as work:
        return action(work, **said)


def of_rental(shop: MonthShop, number: str = "R1") -> dict[str, Any]:
    with reading(shop.engine) as session:
        rental_id = session.scalars(select(Rental.id).where(Rental.rental_no == number)).one()
    return {"rule": "duplicate", "kind": RENTAL, "line_id": rental_id, "from_on": OCTOBER}


def turn_rule_on(shop: MonthShop, proposal: str) -> None:
    with reading(shop.engine) as session:
        payer_id = session.scalars(select(Payer.id).where(Payer.code == "MH")).one()
    do(shop, turn_on, proposal=proposal, payer_id=payer_id, from_on=date(2026, 1, 1))


def found(shop: MonthShop) -> list[tuple[str, str, str]]:
    with reading(shop.engine) as session:
        _, findings = scrub_month(session, month_on=day("2026-10-01"), on=day("2026-10-10"))
    return [(one.rule, one.number, one.why) for one in findings if one.rule != "company_npi"]


def test_a_finding_holds_nothing_until_its_rule_is_turned_on(doubled: MonthShop) -> None:
    assert found(doubled) == [("duplicate", "R1", ""), ("duplicate", "R2", "")]
    assert len(doubled.preview("2026-10")["lines"]) == 2
    turn_rule_on(doubled, "mh_scrub_duplicate")
    answer = doubled.preview("2026-10")
    assert [one["reasons"][0]["code"] for one in answer["held"]] == ["scrub_stop"] * 2
    assert answer["lines"] == []
    do(doubled, override_finding, **of_rental(doubled), why="two  rooms")
    assert [line["rental_no"] for line in doubled.post("2026-10")["lines"]] == ["R1"]
    do(doubled, override_finding, **of_rental(doubled, "R2"), why="two rooms")
    assert [line["rental_no"] for line in doubled.post("2026-10")["lines"]] == ["R2"]


def test_it_is_taken_back_by_a_further_fact(doubled: MonthShop) -> None:
    said = of_rental(doubled)
    do(doubled, override_finding, **said, why="two rooms")
    assert found(doubled)[0] == ("duplicate", "R1", "two rooms")
    do(doubled, take_back_override, **said, why="it was one")
    assert found(doubled)[0] == ("duplicate", "R1", "")
    do(doubled, override_finding, **said, why="two after all")
    assert [(one.turn, one.why) for one in doubled.rows(ScrubOverride)] == [
        (1, "two rooms"),
        (2, "it was one"),
        (3, "two after all"),
    ]
    with reading(doubled.engine) as session:
        (kept,) = overrides(session).items()
    assert kept[0] == ("duplicate", "rental", "R1", OCTOBER)
    assert (kept[1].why, kept[1].by) == ("two after all", "ana")


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({"why": "  "}, ["reason_missing"]),
        ({"rule": "no_prescription"}, ["no_such_rule"]),
        ({"line_id": 99}, ["line_gone"]),
        ({"kind": "slip"}, ["line_gone"]),
        ({"why": "", "rule": "x"}, ["no_such_rule", "reason_missing"]),
    ],
    ids=["reason", "hold", "gone", "kind", "all"],
)
def test_it_is_refused_with_everything_that_is_wrong(
    doubled: MonthShop, other: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        do(doubled, override_finding, **{**of_rental(doubled), "why": "so", **other})
    assert [one.code for one in refused.value.findings] == codes


def test_it_is_gone_over_and_taken_back_in_turn(doubled: MonthShop) -> None:
    said = {**of_rental(doubled), "why": "so"}
    with pytest.raises(Refused) as refused:
        do(doubled, take_back_override, **said)
    assert [one.code for one in refused.value.findings] == ["stands_already"]
    do(doubled, override_finding, **said)
    with pytest.raises(Refused):
        do(doubled, override_finding, **said)


def test_a_charge_waits_by_a_rule_and_is_invoiced_once_gone_over(shop: MonthShop) -> None:
    """Oxygen contents while the concentrator is rented: 101 CMR 322.03(3)(a)."""
    shop.rent("R1", hcpcs="E1390")
    number = enter(shop, hcpcs="A4615", kind="supply", description="Cannula", payer="MH")
    turn_rule_on(shop, "mh_scrub_rental_includes_parts")
    with pytest.raises(Refused) as refused:
        invoice_now(shop, number)
    assert "scrub_stop" in [one.code for one in refused.value.findings]
    (line_id,) = ids_of(shop, [number])
    do(
        shop,
        override_finding,
        rule="rental_includes_parts",
        kind=CHARGE,
        line_id=line_id,
        from_on=OCTOBER,
        why="of another unit",
    )
    with pytest.raises(Refused) as refused:
        invoice_now(shop, number)
    assert "scrub_stop" not in [one.code for one in refused.value.findings]
