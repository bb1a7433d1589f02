"""The list of all invoices: months, totals, states; a link shows a member's alone."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.listed import COLUMNS, InvoicesPage
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> InvoicesPage:
    rented.post("2026-09")
    rented.undo("2026-09")
    rented.post("2026-10")
    made = InvoicesPage(workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def _texts(page: InvoicesPage, place: int) -> list[str]:
    row = page.model.row_at(place)
    assert row is not None
    return [column.text(row) for column in COLUMNS]


def test_every_invoice_stands_with_month_total_and_state(page: InvoicesPage) -> None:
    assert page.said.text() == "4 invoices"
    assert _texts(page, 0)[:2] == ["INV-000006", "2026-10"]
    assert _texts(page, 0)[6:9] == ["200.00", "✓ posted", ""]
    assert _texts(page, 3)[7:] == ["– credited", "INV-000003", "2026-11-03", "0.00"]


def test_a_link_s_member_is_shown_until_the_filters_are_cleared(page: InvoicesPage) -> None:
    page.show_ask(Ask("standing", (Filter("member_no", Match.IS, "M2"),)))
    assert page.said.text() == "1 of 4 invoices"
    page.list.head.fields["invoice_no"].setFocus()
    page.sort_by("total_cents")
    assert page.said.text() == "1 of 4 invoices"
    page.clear.click()
    assert page.said.text() == "2 of 4 invoices"
