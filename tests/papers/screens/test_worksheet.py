"""The page of a worksheet: its price follows what is typed; it is kept, printed, charged by."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.requesting import enter_request
from dmedesk.papers.screens.request import request_documents
from dmedesk.papers.screens.worksheet import WorksheetPage, worksheet_documents
from dmedesk.papers.screens.worksheets import WorksheetsPage
from dmedesk.papers.tables import Worksheet
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import nameless, shown, texts
from tests.papers.worksheets import keep_worksheet
from tests.printing.reading import words

TYPED = {
    "hcpcs": "E1399",
    "description": "Bath lift",
    "usual_charge_cents": "1500.00",
    "list_cents": "1000.00",
    "discounts": "20% 10.00",
}


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> WorksheetPage:
    page = WorksheetPage(workplace, RecordRef("worksheet", 0))
    shown(page, qtbot)
    page.form.take_up(TYPED)
    return page


def test_the_price_follows_what_is_typed(page: WorksheetPage) -> None:
    page.show_price()
    assert page.price.shown is not None
    assert page.price.shown.amount == "–"
    assert "30% or 35%" in page.price.shown.notes[0]
    page.form.take_up({"markup_percentage": "30"})
    page.show_price()
    assert page.price.shown.amount == "1,027.00"
    assert page.price.shown.steps[0].clause == "101 CMR 322.03(17)(a)"
    assert list(nameless(page)) == []


def test_it_is_kept_listed_printed_and_charged_by(
    page: WorksheetPage, workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page.form.take_up({"markup_percentage": "30"})
    page.save()
    (kept,) = shop.rows(Worksheet)
    assert (kept.result_cents, kept.discounts) == (102_700, "20% 10.00")
    stored = WorksheetPage(workplace, RecordRef("worksheet", kept.id))
    shown(stored, qtbot)
    assert stored.stored is not None
    assert stored.stored.word == "1,027.00 for one unit"
    begun: list[str] = []
    workplace.navigator.new_wanted.connect(begun.append)
    stored.enter_charge()
    assert begun == ["charge"]
    charge = workplace.navigator.copied("charge")
    assert (charge["discount"], charge["markup_percentage"]) == ("20% 10.00", "30")
    assert (charge["list_price"], charge["condition"]) == ("1,000.00", "new")
    with reading(shop.engine) as session:
        (document,) = worksheet_documents(session, ref=RecordRef("worksheet", kept.id))
        assert document.content(session).startswith(b"%PDF")
    listed = WorksheetsPage(workplace)
    shown(listed, qtbot)
    assert "IC-000001 · Bath lift" in texts(listed)


def test_the_request_that_it_lies_with_prints_it(shop: MonthShop) -> None:
    request = {"member_id": 1, "payer_id": 1, "hcpcs": "E1399", "asked_on": NOW.date()}
    with unit_of_work(shop.engine, actor="ana", action="enter", clock=clock) as work:
        own = enter_request(work, values=request)
        other = enter_request(work, values=request)
    keep_worksheet(shop.engine, member_id=1, request_id=own)
    with reading(shop.engine) as session:
        (paper,) = request_documents(session, ref=RecordRef("pa_request", own))
        assert list(request_documents(session, ref=RecordRef("pa_request", other))) == []
        printed = words(paper.content(session))
    assert paper.title.endswith("IC-000001")
    assert "Bath lift" in printed
