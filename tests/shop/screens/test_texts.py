"""Texts of papers are written from a day on; a proposal is in force only once it is saved."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.shop.rules.texts import TEXTS, TextKind, proposal
from dmedesk.shop.screens.texts import TextsPage
from dmedesk.shop.tables import PaperText
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from tests.flows.month_shop import MonthShop
from tests.printing.reading import words
from tests.shop.screens.shown import everything_is_named, mnemonics_are_unique, save, shown


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> TextsPage:
    return shown(TextsPage(workplace), qtbot)


def _choose(page: TextsPage, kind: TextKind) -> None:
    page.table.selectRow(list(TEXTS).index(kind))


def test_a_proposal_is_printed_only_once_it_is_saved(page: TextsPage, shop: MonthShop) -> None:
    assert page.told.text() == "0 of 7 are in force"
    _choose(page, TextKind.RIGHTS)
    page.take.click()
    assert page.words.toPlainText() == proposal(TextKind.RIGHTS)
    assert shop.rows(PaperText) == []
    save(page)
    (kept,) = shop.rows(PaperText)
    assert (kept.kind, kept.content) == (TextKind.RIGHTS, proposal(TextKind.RIGHTS))
    assert kept.from_on == page.workplace.today
    assert page.told.text() == "1 of 7 are in force"


def test_a_new_version_stands_above_the_former_one(page: TextsPage, shop: MonthShop) -> None:
    _choose(page, TextKind.PHONE_24H)
    for phone in ("617-555-0100", "617-555-0199"):
        page.words.selectAll()
        QTest.keyClicks(page.words, phone)
        save(page)
    assert [one.content for one in shop.rows(PaperText)] == ["617-555-0100", "617-555-0199"]
    assert [one.content for one in page.past.rows_model.rows] == ["617-555-0199", "617-555-0100"]
    page.past.opened.emit(page.past.rows_model.rows[1])
    assert page.words.toPlainText() == "617-555-0100"


def test_what_is_typed_stays_while_another_text_is_looked_at(page: TextsPage) -> None:
    _choose(page, TextKind.RIGHTS)
    QTest.keyClicks(page.words, "Half a sen")
    _choose(page, TextKind.PRIVACY)
    assert page.words.toPlainText() == ""
    page.refresh()
    _choose(page, TextKind.RIGHTS)
    assert page.words.toPlainText() == "Half a sen"


def test_what_cannot_be_printed_is_told(page: TextsPage, shop: MonthShop) -> None:
    _choose(page, TextKind.PHONE_24H)
    page.words.setPlainText("617\n555")
    save(page)
    assert [one.code for one in page.findings.shown] == ["not_one_line"]
    assert shop.rows(PaperText) == []
    assert page.words.toPlainText() == "617\n555"


def test_it_is_seen_on_paper_before(page: TextsPage) -> None:
    _choose(page, TextKind.PRIVACY)
    page.take.click()
    page.look.click()
    (window,) = page.findChildren(PaperWindow)
    assert "How we use what we know about you" in words(window.paper.content or b"")
    window.close()


def test_everything_has_a_name_and_a_letter_of_its_own(page: TextsPage) -> None:
    assert mnemonics_are_unique(page)
    assert everything_is_named(page)
