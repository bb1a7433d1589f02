"""The gallery and the reports as a person meets them: opened, filtered, summed, kept, followed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.desk.areas import REPORTS
from dmedesk.desk.program import desk
from dmedesk.desk.reports import ReportsPage, all_reports
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink
from dmedesk.shop.queries.views import list_views
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.listing.layout import Layout
from dmedesk.widgets.report import ReportPage
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.shells import FACTS
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.statements import statements_of
from tests.windows import activate


@pytest.fixture
def window(doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> DeskWindow:
    rented.post("2026-10")
    made = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(made)
    activate(made)
    made.go_to("reports")
    return made


def _gallery(window: DeskWindow) -> ReportsPage:
    page = window.page
    assert isinstance(page, ReportsPage)
    return page


def _open(window: DeskWindow, title: str) -> ReportPage[object]:
    (card,) = [one for one in _gallery(window).cards.buttons if one.text() == title]
    card.setFocus()
    _press(Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, ReportPage)
    return page


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_the_gallery_has_every_report_under_its_own_title() -> None:
    titles = {key: report.spec.title for key, report in all_reports().items()}
    assert titles == REPORTS


@pytest.mark.parametrize("title", REPORTS.values())
def test_every_report_opens_and_every_chip_of_it(window: DeskWindow, title: str) -> None:
    page = _open(window, title)
    for chip in page.chips.values():
        chip.click()
        assert not page.findings.isVisible()
    assert page.heading.text() == title
    page.grab()


def test_sums_follow_what_is_asked(window: DeskWindow) -> None:
    page = _open(window, "Months billed")
    assert page.sums.text() == "In all: Invoiced 275.00 · Credited 0.00 · Stands 275.00"
    page.chips["last_year"].click()
    assert page.sums.text() == "In all: Invoiced 0.00 · Credited 0.00 · Stands 0.00"


def test_a_row_leads_on_and_alt_up_back_to_the_gallery(window: DeskWindow) -> None:
    page = _open(window, "Months billed")
    _press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page = _open(window, "Months billed")
    page.list.setFocus()
    _press(Qt.Key.Key_Return)
    month = window.page
    assert isinstance(month, MonthPage)
    assert month.month_on.isoformat() == "2026-10-01"


def _kept(doors: EngineDoors, chip: str) -> bool:
    with doors.reading() as session:
        views = list_views(session, list_key="reports.held", owner="")
    return any(f'"{chip}"' in view.content for view in views)


def test_what_is_asked_is_remembered(window: DeskWindow, doors: EngineDoors, qtbot: QtBot) -> None:
    page = _open(window, "Held money")
    page.chips["unpriced"].click()
    qtbot.waitUntil(lambda: _kept(doors, "unpriced"), timeout=4_000)
    again = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(again)
    again.show()
    again.go_to("reports.held")
    assert isinstance(again.page, ReportPage)
    assert again.page.ask == Ask("unpriced")


def test_a_kept_view_stands_in_the_gallery_and_opens_as_it_was(window: DeskWindow) -> None:
    page = _open(window, "Held money")
    page.chips["priced"].click()
    page.views.save("Waiting for proof")
    page.chips[""].click()
    window.go_to("reports")
    (card,) = _gallery(window).own.buttons
    assert card.text() == "Waiting for proof"
    card.click()
    assert isinstance(window.page, ReportPage)
    assert window.page.ask == Ask("priced")


def test_a_kept_view_opens_with_its_columns_also_where_it_asks_nothing(
    window: DeskWindow, doors: EngineDoors, qtbot: QtBot
) -> None:
    page = _open(window, "Held money")
    first = page.list.layout_of_columns()
    kept = Layout(
        order=first.order[::-1], hidden=frozenset(first.order[:1]), widths={first.order[1]: 140}
    )
    page.list.arrange(kept)
    page.views.save("The other way round")
    page.list.arrange(first)
    page.chips["priced"].click()
    for shown in (window, _again(doors, qtbot)):
        shown.go_to("reports")
        (card,) = _gallery(shown).own.buttons
        card.click()
        assert isinstance(shown.page, ReportPage)
        assert shown.page.ask == Ask()
        assert shown.page.list.layout_of_columns() == kept


def test_a_kept_view_that_was_forgotten_meanwhile_shows_the_report(window: DeskWindow) -> None:
    window.open_list(ListLink("reports.held", view="gone"))
    assert isinstance(window.page, ReportPage)
    assert window.page.model.ids


def _again(doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    made = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_reports_are_read_in_as_many_statements_however_large_the_shop(rented: MonthShop) -> None:
    counted: list[list[int]] = []
    for extra in (0, 5):
        for number in range(extra):
            rented.rent(f"R9{number}", months_already_paid=number, paid_already_cents=0)
        counts = []
        for report in all_reports().values():
            with statements_of(rented.engine) as sent, reading(rented.engine) as session:
                ids = report.spec.query.ids(session, Ask(), on=NOW.date())
                report.spec.query.rows(session, ids, on=NOW.date())
                report.spec.query.counts(session, on=NOW.date())
            counts.append(len(sent))
        counted.append(counts)
    assert counted[0] == counted[1]
