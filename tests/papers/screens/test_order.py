"""An order by keyboard: from the referral until it is ready, in one page."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.ordering import convert_line, enter_order
from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.rules.words import OrderStage, OrderTerms
from dmedesk.papers.screens.order import OrderPage
from dmedesk.papers.tables import Authorization, Conversion, Order, OrderLine, Prescription
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts, type_here

TODAY = NOW.date()
PUMP: dict[str, Any] = {"hcpcs": "E0784", "quantity": 1, "terms": "rent", "needs_pa": True}


def an_order(shop: MonthShop, **more: Any) -> int:
    """An insulin pump for the first member, without any paper."""
    values = {"member_id": 1, "payer_id": 1, "practitioner_id": 1, "asked_on": TODAY}
    with unit_of_work(shop.engine, actor="ana", action="enter", clock=clock) as work:
        return enter_order(work, values={**values, "lines": [PUMP], **more})


def opened(workplace: Workplace, order_id: int, qtbot: QtBot) -> OrderPage:
    page = OrderPage(workplace, RecordRef("order", order_id))
    shown(page, qtbot)
    return page


def needs(page: OrderPage) -> list[Need]:
    return [check.need for check in page.checks.rows_model.rows if not check.is_met]


def test_a_new_order_by_keyboard(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, 0, qtbot)
    page.form.go_to("member_id")
    type_here("m10")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_here("silva")
    press(Qt.Key.Key_Tab)
    type_here("payer mh")
    press(Qt.Key.Key_Tab)
    line = {"hcpcs": "E0260", "quantity": "1", "terms": "rent"}
    cells = {"product_id": None, "description": "", "needs_pa": False, **line}
    page.form.take_up({"lines": [{"id": None, "row_version": None, "cells": cells}]})
    press(Qt.Key.Key_S, CONTROL)
    (order,) = shop.rows(Order)
    (stored,) = shop.rows(OrderLine)
    assert (order.order_no, order.member_id, order.practitioner_id) == ("ORD-000001", 3, 1)
    assert (stored.hcpcs, stored.terms) == ("E0260", OrderTerms.RENT)
    assert needs(page) == []
    assert "✓ ready" in texts(page)


def test_what_is_missing_is_entered_in_the_page_until_it_is_ready(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, an_order(shop), qtbot)
    assert needs(page) == [Need.PRESCRIPTION, Need.AUTHORIZATION]
    assert "‖ needs 2" in texts(page)
    press_letter(Qt.Key.Key_P)
    assert "The prescription of E0784 for Rivera, M1" in texts(page)
    type_here("10/30")
    press(Qt.Key.Key_Return)
    entered = shop.rows(Prescription)[-1]
    assert (entered.hcpcs, entered.signed_on) == ("E0784", date(2026, 10, 30))
    assert needs(page) == [Need.AUTHORIZATION]
    page.checks.selectRow(0)
    page.enter_missing()
    bar = page.entering[Need.AUTHORIZATION]
    bar.form.take_up({"pa_number": "PA9", "from_on": "2026-11-01", "until_on": "2027-01-31"})
    bar.do()
    (pa,) = shop.rows(Authorization)
    assert (pa.pa_number, pa.until_on) == ("PA9", date(2027, 2, 1))
    assert needs(page) == []
    assert "✓ ready" in texts(page)


def test_what_is_no_paper_leads_to_its_field(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, an_order(shop, payer_id=None), qtbot)
    assert needs(page)[0] is Need.PAYER
    page.checks.selectRow(0)
    page.enter_missing()
    assert page.form.current_key() == "payer_id"


def test_the_facilitys_share_is_told_and_leads_to_where_the_member_lives(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.move_in("M1", "2026-01-01")
    chair = Product(
        product_no="CHAIR", hcpcs="K0005", description="Chair", family=Family.WHEELED_MOBILITY
    )
    shop.add(chair)
    line = {"hcpcs": "K0005", "quantity": 1, "terms": "buy", "needs_pa": False}
    page = opened(workplace, an_order(shop, lines=[line]), qtbot)
    told = page.checks.rows_model.rows
    (share,) = [one for one in told if one.need is Need.SHARE]
    assert share.reason.startswith("the nursing facility owes $500.00 of the price")
    assert share.reason.endswith("(130 CMR 409.415(A)(1)(a))")
    wanted: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    page.checks.setFocus()
    page.checks.selectRow(told.index(share))
    press(Qt.Key.Key_Return)
    assert wanted == [RecordRef("member", 1)]


def test_an_order_is_held_and_goes_on(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, an_order(shop), qtbot)
    page.hold_button.click()
    page.hold.form.take_up({"review_on": "2026-11-20", "because": "In hospital"})
    page.hold.do()
    assert shop.rows(Order)[0].stage is OrderStage.HELD
    assert any("on hold until 2026-11-20: In hospital" in text for text in texts(page))
    page.release_button.click()
    assert shop.rows(Order)[0].stage is OrderStage.OPEN
    page.close_button.click()
    page.close_bar.do()
    assert shop.rows(Order)[0].stage is OrderStage.CANCELLED
    assert not page.slip_button.isVisible()


def test_escape_closes_what_is_asked_and_nothing_else(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, an_order(shop), qtbot)
    page.form.go_to("note")
    type_here("By phone")
    press_letter(Qt.Key.Key_H)
    assert page.hold.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.hold.isVisible()
    assert not page.question.isVisible()
    assert page.form.changes() == {"note": "By phone"}
    assert shop.rows(Order)[0].stage is OrderStage.OPEN


def test_a_line_is_converted_from_a_day_on(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, an_order(shop), qtbot)
    page.convert_button.click()
    page.convert.form.take_up({"from_on": "2026-12-01", "why": "For good"})
    page.convert.do()
    (fact,) = shop.rows(Conversion)
    assert (fact.terms, fact.from_on) == (OrderTerms.BUY, date(2026, 12, 1))
    assert any("E0784: buy from 2026-12-01" in text for text in texts(page))


def test_a_slip_begins_with_what_is_known(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    line = {"hcpcs": "E0260", "product_id": 1, "quantity": 2, "terms": "rent"}
    page = opened(workplace, an_order(shop, lines=[line, PUMP]), qtbot)
    page.slip_button.click()
    begun = workplace.navigator.copied("ticket")
    assert begun["order_id"] == {"id": 1, "title": "ORD-000001"}
    assert [one["cells"]["awaits_unit"] for one in begun["lines"]] == ["yes", "yes"]


@pytest.mark.parametrize(("days", "terms"), [(0, "sale"), (1, "rent")])
def test_a_slip_goes_by_the_terms_of_its_day(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, days: int, terms: str
) -> None:
    line = {"hcpcs": "E0260", "product_id": 1, "quantity": 1, "terms": "rent"}
    order_id = an_order(shop, asked_on=date(2026, 10, 1), lines=[line])
    with unit_of_work(shop.engine, actor="ana", action="convert", clock=clock) as work:
        from_on = TODAY + timedelta(days=days)
        convert_line(work, line_id=1, terms=OrderTerms.BUY, from_on=from_on, why="For good")
    page = opened(workplace, order_id, qtbot)
    page.slip_button.click()
    (begun,) = workplace.navigator.copied("ticket")["lines"]
    assert begun["cells"]["terms"] == terms


def test_every_tick_is_in_sight_and_the_form_keeps_its_room(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    two = [PUMP, {**PUMP, "hcpcs": "E0260"}]
    page = opened(workplace, an_order(shop, lines=two), qtbot)
    assert page.checks.rows_model.rowCount() == 7
    assert page.checks.verticalScrollBar().maximum() == 0
    many = [{**PUMP, "hcpcs": f"E01{n}"} for n in range(10, 30)]
    page = opened(workplace, an_order(shop, lines=many), qtbot)
    assert page.checks.height() <= page.height() / 3
    assert page.sides.height() > page.checks.height()


@pytest.mark.parametrize("order_id", [0, 1])
def test_it_can_be_read_out_and_its_letters_are_its_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, order_id: int
) -> None:
    an_order(shop)
    page = opened(workplace, order_id, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
