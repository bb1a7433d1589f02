"""A page reads when it is first shown, on F5, and after something changed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.parts import column
from tests.windows import activate


class CountingPage(Page):
    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.reads = 0

    def refresh(self) -> None:
        self.reads += 1


def test_it_reads_once_when_shown_and_again_when_something_changed(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = CountingPage(workplace)
    qtbot.addWidget(page)
    workplace.changed.emit()
    assert page.reads == 0
    page.show()
    page.hide()
    page.show()
    assert page.reads == 1
    workplace.changed.emit()
    assert page.reads == 2
    page.hide()
    workplace.changed.emit()
    assert page.reads == 2
    page.show()
    assert page.reads == 3


def test_f5_reads_anew(workplace: Workplace, qtbot: QtBot) -> None:
    page = CountingPage(workplace)
    qtbot.addWidget(page)
    activate(page)
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert page.reads == 2


def test_failures_stand_in_its_findings_bar(workplace: Workplace, qtbot: QtBot) -> None:
    page = CountingPage(workplace)
    qtbot.addWidget(page)
    page.fail((Finding(Severity.STOP, "x", "It did not work."),))
    assert not page.findings.isHidden()


@dataclass(frozen=True)
class Somebody:
    id: int = 1
    name: str = "Dan"
    allowed: frozenset[str] = frozenset({"export"})


def test_a_workplace_knows_who_sits_there_and_what_they_may_do(
    workplace: Workplace, qtbot: QtBot
) -> None:
    assert workplace.may("post_month")
    assert workplace.why_not("post_month") == ""
    with qtbot.waitSignal(workplace.person_changed):
        workplace.seat(Somebody())
    assert workplace.may("export")
    assert not workplace.may("post_month")
    assert workplace.why_not("export") == ""
    assert workplace.why_not("post_month").startswith("Dan has no tick for this.")


def test_a_page_that_names_no_place_puts_the_cursor_into_its_first_piece(
    workplace: Workplace, qtbot: QtBot
) -> None:
    page = CountingPage(workplace)
    hidden, off, first, second = (QLineEdit() for _ in range(4))
    page.setLayout(column(hidden, off, first, second))
    hidden.hide()
    off.setEnabled(False)
    qtbot.addWidget(page)
    activate(page)
    page.setFocus()
    assert QApplication.focusWidget() is first
    page.setFocusProxy(second)
    page.setFocus()
    assert QApplication.focusWidget() is second


def test_a_page_without_pieces_keeps_the_cursor(workplace: Workplace, qtbot: QtBot) -> None:
    page, beside = CountingPage(workplace), QLineEdit()
    window = QWidget()
    window.setLayout(column(page, beside))
    qtbot.addWidget(window)
    activate(window)
    page.setFocus()
    assert QApplication.focusWidget() is page
