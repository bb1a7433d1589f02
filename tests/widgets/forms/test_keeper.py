"""What is typed survives a crash: kept after a pause, offered again, dropped once it is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.kit.drafts import Draft
from dmedesk.kit.errors import WorldError
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Payer
from dmedesk.store.tables import KeptDraft
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.widgets.forms.made_up import PAYER
from tests.windows import activate

Opens = Callable[[int], FormPage]


@pytest.fixture
def opened(workplace: Workplace, qtbot: QtBot) -> Opens:
    def opens(row_id: int) -> FormPage:
        page = FormPage(workplace, RecordRef("payer", row_id), PAYER)
        qtbot.addWidget(page)
        activate(page)
        return page

    return opens


def _type(page: FormPage, key: str, text: str) -> None:
    page.form.go_to(key)
    target = page.form.entries[key].target
    assert isinstance(target, QLineEdit)
    QTest.keyClicks(target, text)


def _kept(shop: MonthShop) -> list[Any]:
    return [one.typed for one in shop.rows(KeptDraft)]


def test_it_is_kept_a_second_after_the_last_key(
    opened: Opens, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(1)
    _type(page, "city", "Quincy")
    assert _kept(shop) == []
    qtbot.waitUntil(lambda: _kept(shop) == [{"city": "Quincy"}], timeout=3000)


def test_after_a_crash_it_is_offered_and_taken_up(opened: Opens, shop: MonthShop) -> None:
    crashed = opened(1)
    _type(crashed, "city", "Quincy")
    crashed.keeper.keep()
    page = opened(1)
    assert page.question.isVisible()
    assert "City" in page.question.yes.accessibleName()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert page.form.changes() == {"city": "Quincy"}
    page.save()
    assert (next(one.city for one in shop.rows(Payer)), _kept(shop)) == ("Quincy", [])


def test_it_is_thrown_away_or_left_for_later(opened: Opens, shop: MonthShop) -> None:
    crashed = opened(0)
    _type(crashed, "name", "New")
    crashed.keeper.keep()
    later = opened(0)
    later.leave()
    assert not later.question.isVisible()
    _type(later, "name", "x")
    later.keeper.keep()
    assert _kept(shop) == [{"name": "New"}]
    page = opened(0)
    page.question.no.click()
    assert (_kept(shop), page.has_typing()) == ([], False)


def test_what_was_changed_meanwhile_is_asked(opened: Opens, shop: MonthShop) -> None:
    crashed = opened(1)
    _type(crashed, "name", "Mine")
    crashed.keeper.keep()
    shop.change(Payer, Payer.code == "MH", name="Theirs")
    page = opened(1)
    page.question.yes.click()
    assert page.form.changes() == {"name": "Mine"}
    assert list(page.conflict.buttons) == ["name"]


def test_discarding_and_undoing_drop_it(opened: Opens, shop: MonthShop) -> None:
    page = opened(1)
    _type(page, "city", "Quincy")
    page.keeper.keep()
    page.form.undo()
    page.keeper.keep()
    assert _kept(shop) == []
    _type(page, "city", "Salem")
    page.keeper.keep()
    page.leave()
    page.question.yes.click()
    assert (_kept(shop), page.has_typing()) == ([], False)


def test_a_desk_that_only_reads_keeps_none(
    opened: Opens, workplace: Workplace, shop: MonthShop
) -> None:
    workplace.may_write = False
    page = opened(1)
    page.form.take_up({"city": "Quincy"})
    page.keeper.keep()
    assert _kept(shop) == []


class _FullDisk:
    def find(self, _session: Any, *, ref: RecordRef, person: str) -> Draft | None:
        del ref, person
        return None

    def keep(self, _work: Any, *, ref: RecordRef, typed: Any, base: Any) -> None:
        del ref, typed, base
        raise WorldError("The disk is full.", "Make room.")

    def drop(self, _work: Any, *, ref: RecordRef) -> None:
        del ref
        raise WorldError("The disk is full.", "Make room.")


def test_what_cannot_be_kept_is_told_once(opened: Opens, workplace: Workplace) -> None:
    workplace.drafts = _FullDisk()
    page = opened(1)
    _type(page, "city", "Quincy")
    page.keeper.keep()
    assert [one.message for one in page.findings.shown] == ["The disk is full."]
    page.findings.clear()
    page.keeper.keep()
    assert page.findings.shown == ()
