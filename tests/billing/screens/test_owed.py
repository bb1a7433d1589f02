"""The lists of money owed: ageing, deadlines, statements, and the books' reports."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.owed import owed_by_age
from dmedesk.billing.screens.ageing import AGEING, AgeingPage
from dmedesk.billing.screens.deadlines import DeadlinesPage
from dmedesk.billing.screens.journal import JOURNAL, RECEIVABLES
from dmedesk.billing.screens.statements import StatementsPage
from dmedesk.billing.tables import MadeStatement
from dmedesk.kit.lists import Ask
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.report import ReportPage, read_sums
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import press, type_here
from tests.windows import activate


def _shown(page: Any, qtbot: QtBot) -> Any:
    qtbot.addWidget(page)
    page.resize(1_150, 640)
    activate(page)
    return page


def test_a_row_of_the_ageing_opens_its_members_account(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _shown(AgeingPage(workplace), qtbot)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.open_chosen()
    row = page.list.chosen_row()
    assert opened == [RecordRef("account", row.member_id)]
    qtbot.waitUntil(lambda: not page.further.line.isHidden())
    with reading(rented.engine) as session:
        owed = sum(one.owed_cents for one in owed_by_age(session, workplace.today))
    assert page.further.line.totals["owed_cents"] == owed > 0


def _type_day(page: Any, day: str) -> None:
    page.as_of.entry.line.setFocus()
    page.as_of.entry.line.selectAll()
    type_here(day)
    press(Qt.Key.Key_Return)


def test_ageing_and_receivables_are_read_as_of_any_day_of_the_past(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    before = (NOW.date() - timedelta(days=1)).isoformat()
    for page in (AgeingPage(workplace), ReportPage(workplace, RECEIVABLES)):
        _shown(page, qtbot)
        assert page.model.row_ids
        assert "as of" not in page.about()
        _type_day(page, before)
        assert not page.model.row_ids
        assert f"as of {before}" in page.about()
        assert not len(page.shown().ids)
        _type_day(page, "2099-01-01")
        assert page.model.row_ids
        assert page.as_of is not None
        assert page.as_of.on == workplace.today


def test_a_row_of_the_deadlines_opens_its_invoice(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _shown(DeadlinesPage(workplace), qtbot)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.open_chosen()
    assert opened == [RecordRef("invoice", page.list.chosen_row().invoice_id)]


def test_the_statements_of_all_shown_are_one_print(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _shown(StatementsPage(workplace), qtbot)
    page.look.click()
    (window,) = page.findChildren(PaperWindow)
    assert window.paper.pages() == 2
    window.close()
    assert not rented.rows(MadeStatement)
    page.all.click()
    assert page.question.isVisible()
    page.question.yes.click()
    assert len(rented.rows(MadeStatement)) == 2
    *_first, kept = page.findChildren(PaperWindow)
    assert kept.paper.pages() == 2
    kept.close()
    assert [page.model.row_at(place).last_on for place in range(2)] == [workplace.today] * 2


@pytest.mark.parametrize("report", [AGEING, JOURNAL, RECEIVABLES])
def test_a_report_comes_to_what_is_owed(report: Any, rented: MonthShop) -> None:
    posted = rented.post("2026-10")
    total = int(str(posted["total"]).replace(".", ""))
    on = NOW.date() + timedelta(days=1)
    with reading(rented.engine) as session:
        sums = read_sums(report.spec.query, Ask(), on, report.sums, session)
        rows = report.spec.query.rows(session, report.spec.query.ids(session, on=on), on=on)
        assert all(report.spec.facts(row) and report.spec.name(row) for row in rows)
        assert all(column.text(row) is not None for column in report.spec.columns for row in rows)
    assert total in sums.values()
