"""One charge by keyboard: typed with its price beside it, proven, invoiced, withdrawn."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.screens.charge import ChargePage
from dmedesk.billing.screens.charge_fields import PIECES, asked_for, asked_of, may_hide, values_of
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeProof, Invoice
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import fields_of
from dmedesk.widgets.page import Workplace
from tests.flows.charge_shop import enter
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, type_into


def opened(workplace: Workplace, charge_id: int, qtbot: QtBot) -> ChargePage:
    page = ChargePage(workplace, RecordRef("charge", charge_id))
    shown(page, qtbot)
    return page


def begin(page: ChargePage, kind: ChargeKind, **typed: str) -> None:
    """Choose member, payer and kind, and type the rest."""
    page.form.take_up(
        {
            "member_id": {"id": 1, "title": "Rivera, M1"},
            "payer_id": {"id": 1, "title": "Payer MH"},
            "kind": kind.value,
        }
    )
    for key, words in typed.items():
        type_into(page, key, words)


def told(page: ChargePage) -> tuple[str, list[str]]:
    page.show_price()
    assert page.price.shown is not None
    return page.price.shown.amount, [step.clause for step in page.price.shown.steps]


def test_a_charge_is_typed_with_its_price_beside_it(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, 0, qtbot)
    assert told(page)[0] == "–"
    begin(
        page,
        ChargeKind.PURCHASE,
        hcpcs="e0163",
        description="Commode chair",
        service_on="10/5/2026",
        usual_charge_cents="120",
    )
    amount, clauses = told(page)
    assert amount == "100.00"
    # It waits for its proof until that is typed; the steps of its price stand below the reason.
    assert clauses == [
        "Enter the proof and its date with the charge.",
        "101 CMR 322.03(1)(d)",
        "101 CMR 322.03(1)(a)",
    ]
    page.form.take_up({"proof": "signed"})
    type_into(page, "proof_on", "10/5/2026")
    assert told(page)[1] == ["101 CMR 322.03(1)(d)", "101 CMR 322.03(1)(a)"]
    press(Qt.Key.Key_S, CONTROL)
    assert page.findings.shown == ()
    (charge,) = shop.rows(Charge)
    assert (charge.hcpcs, charge.usual_charge_cents, charge.kind) == ("E0163", 12_000, "purchase")
    assert len(shop.rows(ChargeProof)) == 1
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_what_is_wrong_stands_under_its_field(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, 0, qtbot)
    begin(page, ChargeKind.SUPPLY, hcpcs="A4927", description="Gloves", service_on="12/1/2026")
    press(Qt.Key.Key_S, CONTROL)
    assert [one.code for one in page.findings.shown] == ["service_to_come"]
    assert shop.rows(Charge) == []


@pytest.mark.usefixtures("shop")
def test_only_the_fields_of_the_kind_are_there(workplace: Workplace, qtbot: QtBot) -> None:
    page = opened(workplace, 0, qtbot)
    for kind in [one for one in ChargeKind if one is not ChargeKind.PURCHASE_OPTION]:
        begin(page, kind)
        visible = {key for key in may_hide() if not page.form.entries[key].widget.isHidden()}
        assert visible == asked_for(kind)
    assert asked_for(ChargeKind.PURCHASE_OPTION) == {
        "family",
        "months_paid",
        "paid_to_date",
    }


def test_a_charge_that_stands_is_proven_and_invoiced(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    enter(shop, proven_on=None)
    page = opened(workplace, 1, qtbot)
    assert not page.now.isEnabled()
    page.form.take_up({"proof": "driver_note"})
    type_into(page, "proof_on", "10/5/2026")
    press(Qt.Key.Key_S, CONTROL)
    assert page.findings.shown == ()
    page.refresh()
    assert page.now.isEnabled()
    page.now.click()
    assert [one.invoice_no for one in shop.rows(Invoice)] == ["INV-000001"]
    assert not page.now.isEnabled()
    assert not page.withdraw.isEnabled()
    assert told(page)[0] == "100.00"


def test_a_charge_is_withdrawn_for_a_reason(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    enter(shop)
    page = opened(workplace, 1, qtbot)
    page.withdraw.click()
    page.bar.do()
    assert page.bar.isVisible()
    page.bar.form.take_up({"why": "It was rented"})
    page.bar.do()
    assert [claim.why for claim in shop.rows(ChargeClaim)] == ["", "It was rented"]
    assert not page.withdraw.isEnabled()


def test_what_is_asked_comes_back_into_its_fields() -> None:
    typed: dict[str, Any] = {
        "invoice_price": 4_000,
        "list_price": 5_050,
        "discount": "20%",
        "markup_percentage": "25",
        "family": "supply",
    }
    asked = asked_of(ChargeKind.SUPPLY, typed)
    assert asked["acquisition"]["list_price"] == "50.50"
    assert values_of(asked) == typed
    assert set(typed) <= {field.key for field in fields_of(PIECES)}


def test_minutes_fill_the_units_of_direct_service(workplace: Workplace, qtbot: QtBot) -> None:
    """322.03(2): 135 minutes are two full hours."""
    page = opened(workplace, 0, qtbot)
    page.form.take_up({"kind": "direct_service", "minutes": "90 + 45"})
    page.form.changed.emit()
    assert page.form.raws()["units"] == "2"
    page.show_price()
    assert page.price.shown is not None
    assert "RE-1 to RE-5" in page.price.shown.notes[0]
