"""Who owes us papers: by practitioner, with the letter, and that they were asked."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from dmedesk.papers.screens.outstanding import OutstandingPage
from dmedesk.papers.tables import PaperAsked
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import letters, nameless, press_letter, shown, texts
from tests.papers.screens.test_order import PUMP, an_order


def nothing_out(_session: Session, _on: date) -> set[tuple[int, str]]:
    return set()


def opened(workplace: Workplace, qtbot: QtBot) -> OutstandingPage:
    page = OutstandingPage(workplace, nothing_out)
    shown(page, qtbot)
    return page


def test_nothing_is_outstanding(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop is not None
    page = opened(workplace, qtbot)
    assert "Nothing is outstanding." in texts(page)
    assert not page.letter_button.isEnabled()


def test_a_practitioner_is_asked_by_letter(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    an_order(shop)
    an_order(shop, member_id=2, practitioner_id=None, lines=[PUMP])
    page = opened(workplace, qtbot)
    assert [one.practitioner for one in page.owing.rows_model.rows] == [
        "Nobody named yet",
        "Silva",
    ]
    assert not page.letter_button.isEnabled()
    page.owing.selectRow(1)
    page.show_letter()
    qtbot.waitUntil(lambda: page.letter.paper.content is not None)
    content = page.letter.paper.content
    assert content is not None
    assert content.startswith(b"%PDF")
    page.close_letter()
    press_letter(Qt.Key.Key_W)
    assert [(one.practitioner_id, one.paper) for one in shop.rows(PaperAsked)] == [
        (1, "prescription")
    ]
    assert page.papers.rows_model.rows[0].asked == 1


def test_it_can_be_read_out_and_its_letters_are_its_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    an_order(shop)
    page = opened(workplace, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
