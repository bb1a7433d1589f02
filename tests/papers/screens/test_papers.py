"""Papers beside prescriptions and requests, in their lists and on their pages."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.requesting import enter_request
from dmedesk.papers.rules.words import PaperKind, Step
from dmedesk.papers.screens.paper import PaperPage
from dmedesk.papers.screens.papers import PapersPage, RequestsPage
from dmedesk.papers.screens.records import AuthorizationPage
from dmedesk.papers.screens.request import RequestPage
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationDraw,
    AuthorizationStep,
    Prescription,
    SupportingPaper,
)
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_into

TODAY = NOW.date()


def fill(page: Any, **typed: str | bool) -> None:
    """Type into fields by their keys; records and choices are taken up."""
    for key, text in typed.items():
        if isinstance(text, bool):
            page.form.take_up({key: text})
        else:
            type_into(page, key, text)


def test_a_letter_by_keyboard(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = PaperPage(workplace, RecordRef("paper", 0))
    shown(page, qtbot)
    page.form.take_up({"kind": "letter"})
    fill(page, member_id="m10", hcpcs="e1390", practitioner_id="silva", signed_on="10/4")
    fill(page, diagnosis="J44.9", signature=True)
    press(Qt.Key.Key_S, CONTROL)
    (entered,) = shop.rows(SupportingPaper)
    assert (entered.kind, entered.hcpcs, entered.member_id) == (PaperKind.LETTER, "E1390", 3)
    assert entered.elements == "signature: yes\ndiagnosis: J44.9"
    assert "Letter of medical necessity, E1390 for Rivera, M10" in texts(page)
    missing = [text for text in texts(page) if "not on it (130 CMR 409.416(B))" in text]
    assert missing
    assert "Length of need" in missing[0]
    assert "Diagnosis" not in missing[0]


def test_a_cmn_of_today_is_refused_at_its_field(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = PaperPage(workplace, RecordRef("paper", 0))
    shown(page, qtbot)
    page.form.take_up({"kind": "cmn"})
    fill(page, member_id="m10", hcpcs="e1390", practitioner_id="silva", signed_on="10/4")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(SupportingPaper) == []
    assert any("CMN and DIF ended" in text for text in texts(page))


def a_request(shop: MonthShop) -> int:
    values = {"member_id": 1, "payer_id": 1, "hcpcs": "E0784", "asked_on": date(2026, 10, 1)}
    with unit_of_work(shop.engine, actor="ana", action="enter", clock=clock) as work:
        return enter_request(work, values=values)


def test_a_request_is_answered_in_its_page(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = RequestPage(workplace, RecordRef("pa_request", a_request(shop)))
    shown(page, qtbot)
    page.answer_button.click()
    page.answer.form.take_up({"step": "denied", "reason": "No HbA1c", "answer_by": "2026-12-03"})
    page.answer.do()
    assert [one.step for one in shop.rows(AuthorizationStep)] == [Step.DENIED]
    assert "✕ denied" in texts(page)
    for step in ("appealed", "appeal_granted"):
        page.answer_button.click()
        granted = {"pa_number": "PA9", "from_on": "2026-11-01"} if "granted" in step else {}
        page.answer.form.take_up({"step": step, **granted})
        page.answer.do()
    (pa,) = shop.rows(Authorization)
    assert (pa.hcpcs, pa.pa_number, pa.asked_on) == ("E0784", "PA9", date(2026, 10, 1))
    assert [one.pa_number for one in page.steps.rows_model.rows] == [None, None, "PA9"]
    listed = RequestsPage(workplace)
    shown(listed, qtbot)
    assert listed.chips["granted"].text() == "Granted  1"
    assert list(nameless(listed)) == []


def test_what_stands_on_a_prescription_is_ticked(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    from dmedesk.papers.screens.records import PrescriptionPage  # noqa: PLC0415

    page = PrescriptionPage(workplace, RecordRef("prescription", 1))
    shown(page, qtbot)
    fill(page, patient_name=True, item="Bed")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(Prescription)[0].elements == "patient_name: yes\nitem: Bed"


def test_units_of_an_authorization_are_used(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.authorize("M1", "E0260", "PA1", 12)
    page = AuthorizationPage(workplace, RecordRef("authorization", 1))
    shown(page, qtbot)
    fill(page, units="10", amount_cents="100.00")
    press(Qt.Key.Key_S, CONTROL)
    page.draw_button.click()
    page.draw.form.take_up({"units": "4", "amount_cents": "10.50", "what": "Pads"})
    page.draw.do()
    (fact,) = shop.rows(AuthorizationDraw)
    assert (fact.units, fact.amount_cents, fact.used_on) == (4, 1_050, TODAY)
    assert any("4 of 10 units · 10.50 of 100.00" in text for text in texts(page))


@pytest.mark.parametrize("row_id", [0, 1])
def test_the_pages_can_be_read_out_and_their_letters_are_their_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, row_id: int
) -> None:
    a_request(shop)
    for page in (
        PapersPage(workplace),
        RequestPage(workplace, RecordRef("pa_request", row_id)),
        PaperPage(workplace, RecordRef("paper", 0)),
    ):
        shown(page, qtbot)
        assert list(nameless(page)) == []
        found = letters(page)
        assert sorted(found) == sorted(set(found))
