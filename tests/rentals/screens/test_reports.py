"""The reports of rentals and units: what their cells say, and where their rows lead."""

from dmedesk.assets.queries.fleet import FleetUse
from dmedesk.kit.offers import ListLink
from dmedesk.rentals.queries.earned import PayerShare, UnitReturn
from dmedesk.rentals.screens.reports import BY_PAYER, FLEET_USE, RETURNS


def test_a_product_in_use() -> None:
    beds = FleetUse(1, "Hospital bed", "E0260", 4, 1, 1, 1, 1, 33)
    cells = [column.text(beds) for column in FLEET_USE.spec.columns]
    assert cells == ["Hospital bed", "E0260", "4", "1", "1", "1", "1", "33%"]
    assert [fact.text for fact in FLEET_USE.spec.facts(beds)][-1] == "33%"


def test_a_unit_without_a_cost_says_so() -> None:
    unit = UnitReturn(1, "S1", "Hospital bed", "E0260", None, None, 1, 10_000, 0, 0, None)
    cells = [column.text(unit) for column in RETURNS.spec.columns]
    assert cells == ["S1", "Hospital bed", "E0260", "", "", "0.00", "1", "100.00", "0.00", ""]
    facts = {fact.name: fact.text for fact in RETURNS.spec.facts(unit)}
    assert facts["Cost"] == "not known"


def test_a_payer_leads_to_its_rentals() -> None:
    payer = PayerShare(1, "MH", "MassHealth", 3, 2, 4, 30_000)
    assert BY_PAYER.opens is not None
    link = BY_PAYER.opens(payer)
    assert isinstance(link, ListLink)
    assert link.ask.filters[0].value == "MH"
    assert [fact.text for fact in BY_PAYER.spec.facts(payer)][2] == "2 members, 4 rentals"
