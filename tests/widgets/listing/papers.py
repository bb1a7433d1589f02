"""The made-up list with a door onto paper."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.desk.lists import Lists
from dmedesk.widgets.forms.papers import PapersPane
from dmedesk.widgets.listing import ListPage
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.widgets.listing.boxes import TODAY, Box, Boxes, NoDoors, spec


def page_of(count: int, qtbot: QtBot) -> ListPage[Box]:
    """So many boxes in a list that can be printed."""
    workplace = Workplace(InlineRunner(NoDoors()), today=TODAY, lists=Lists())
    # No database stands behind these boxes, so no views are read.
    workplace.lists.views = lambda *_session, **_key: ()  # type: ignore[method-assign]
    made = ListPage(workplace, spec(Boxes(count)))
    qtbot.addWidget(made)
    made.show()
    return made


def printing(qtbot: QtBot) -> ListPage[Box]:
    """Nine boxes, with their paper beside them by Ctrl+P."""
    page = page_of(9, qtbot)
    page.resize(1_150, 640)
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return page


def pane_of(page: ListPage[Box]) -> PapersPane:
    """The paper beside the list."""
    assert page.panes.paper is not None
    return page.panes.paper.papers
