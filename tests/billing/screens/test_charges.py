"""The list of charges: what waits and why, what was invoiced, what was withdrawn."""

from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.charges import COLUMNS, ChargesPage, facts_of
from dmedesk.billing.tables import Charge
from dmedesk.kit.lists import Ask
from dmedesk.widgets.page import Workplace
from tests.billing.actions.test_charging_sources import deliver
from tests.flows.charge_shop import enter, invoice_now, withdraw
from tests.flows.month_shop import MonthShop


def test_every_charge_says_where_it_stands(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    enter(shop)
    enter(shop, proven_on=None)
    invoice_now(shop, enter(shop))
    withdraw(shop, enter(shop))
    page = ChargesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    assert page.said.text() == "4 charges"
    rows = [page.model.row_at(place) for place in range(4)]
    told = [[column.text(row) for column in COLUMNS] for row in rows if row is not None]
    assert [line[0] for line in told] == ["C-000004", "C-000003", "C-000002", "C-000001"]
    assert [line[8:] for line in told] == [
        ["", "– withdrawn", ""],
        ["100.00", "✓ invoiced", "INV-000001"],
        ["100.00", "‖ held", ""],
        ["100.00", "→ waiting", ""],
    ]
    held = rows[2]
    assert held is not None
    facts = {fact.name: fact.text for fact in facts_of(held)}
    assert facts["Waits for"] == "No proof of delivery: no dated proof of delivery"
    page.show_ask(Ask("waiting"))
    assert page.said.text() == "2 of 4 charges"


def test_what_was_delivered_is_charged_from_above_the_list(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    deliver(shop)
    page = ChargesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert page.proposals.head.text().endswith("2 lines")
    page.proposals.table.selectRow(1)
    page.proposals.charge_chosen()
    assert page.proposals.head.text().endswith("1 line")
    page.proposals.all.click()
    assert not page.proposals.isVisible()
    assert [charge.source_no for charge in shop.rows(Charge)] == ["SLIP-000001/2", "SLIP-000001/1"]
