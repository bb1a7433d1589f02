"""A record's page: read, typed, checked, saved; a new one; two desks on one record."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Payer
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.widgets.forms.made_up import PAYER
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier
Opens = Callable[[int], FormPage]


@pytest.fixture
def opened(workplace: Workplace, qtbot: QtBot) -> Opens:
    def opens(row_id: int) -> FormPage:
        page = FormPage(workplace, RecordRef("payer", row_id), PAYER)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        activate(page)
        return page

    return opens


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _type(page: FormPage, key: str, text: str) -> None:
    page.form.go_to(key)
    target = page.form.entries[key].target
    assert isinstance(target, QLineEdit)
    QTest.keyClicks(target, text)


def _payer(shop: MonthShop, code: str) -> Payer:
    found: list[Payer] = [one for one in shop.rows(Payer) if one.code == code]
    return found[0]


def test_it_shows_the_record_and_saves_what_was_typed(opened: Opens, shop: MonthShop) -> None:
    page = opened(1)
    titles: list[str] = []
    page.titled.connect(titles.append)
    assert page.form.values()["name"] == "Payer MH"
    assert QApplication.focusWidget() is page.form.entries["code"].target
    _type(page, "city", "Quincy")
    assert titles[-1] == "Payer MH •"
    assert page.has_typing()
    _press(Qt.Key.Key_S, CONTROL)
    assert (_payer(shop, "MH").city, page.has_typing()) == ("Quincy", False)
    assert titles[-1] == "Payer MH"
    _type(page, "city", "Salem")
    _press(Qt.Key.Key_S, CONTROL)
    assert _payer(shop, "MH").city == "Salem"


def test_what_is_typed_before_the_record_is_there_stays(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = FormPage(workplace, RecordRef("payer", 1), PAYER)
    qtbot.addWidget(page)
    _type(page, "city", "Quincy")
    page.show()
    assert page.form.changes() == {"city": "Quincy"}
    assert page.form.values()["name"] == "Payer MH"


def test_f12_saves_and_closes(opened: Opens, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(1)
    _type(page, "name", "MassHealth")
    with qtbot.waitSignal(page.done):
        _press(Qt.Key.Key_F12)
    assert _payer(shop, "MH").name == "MassHealth"


def test_what_is_wrong_stands_on_top_with_its_jump(opened: Opens, shop: MonthShop) -> None:
    page = opened(0)
    _press(Qt.Key.Key_S, CONTROL)
    assert len(shop.rows(Payer)) == 3
    assert [one.field for one in page.findings.shown] == ["code", "name", "regime"]
    assert QApplication.focusWidget() is page.form.entries["code"].target
    for key in ("name", "regime", "code"):
        _press(Qt.Key.Key_F9)
        assert QApplication.focusWidget() is page.form.entries[key].target
    page.findings.jumped.emit("name")
    assert QApplication.focusWidget() is page.form.entries["name"].target
    QTest.keyClicks(page.form.entries["name"].target, "New")
    _press(Qt.Key.Key_Tab)
    assert [one.field for one in page.findings.shown] == ["code", "regime"]


def test_a_new_record_begins_with_what_the_house_gives(
    opened: Opens, shop: MonthShop, workplace: Workplace
) -> None:
    page = opened(0)
    assert not page.sides.related.isVisible()
    heard: list[RecordRef] = []
    asker = page.form
    workplace.navigator.enter_new_for(asker, "payer", then=heard.append)
    _type(page, "code", "HP")
    _type(page, "name", "Health Plan")
    page.form.go_to("regime")
    _press(Qt.Key.Key_P)
    _press(Qt.Key.Key_S, CONTROL)
    made = _payer(shop, "HP")
    assert (made.name, made.state, page.ref, heard) == (
        "Health Plan",
        "MA",
        RecordRef("payer", made.id),
        [RecordRef("payer", made.id)],
    )
    assert page.sides.related.isVisible()


def test_esc_asks_once_before_what_was_typed_is_lost(opened: Opens, shop: MonthShop) -> None:
    page = opened(1)
    _type(page, "city", "Quincy")
    _press(Qt.Key.Key_Escape)
    assert page.question.isVisible()
    _press(Qt.Key.Key_Escape)
    assert (page.question.isVisible(), page.has_typing()) == (False, True)
    page.form.go_to("city")
    _press(Qt.Key.Key_Escape)
    _press(Qt.Key.Key_Return)
    assert (page.has_typing(), page.form.raws()["city"]) == (False, "")
    assert _payer(shop, "MH").city is None


def test_a_page_with_typing_does_not_close_unasked(opened: Opens, qtbot: QtBot) -> None:
    page = opened(1)
    assert page.may_close()
    _type(page, "city", "Quincy")
    assert not page.may_close()
    with qtbot.waitSignal(page.done):
        _press(Qt.Key.Key_Return)
    assert page.may_close()


def test_a_copy_leaves_out_the_numbers_that_name_it(
    opened: Opens, workplace: Workplace, qtbot: QtBot
) -> None:
    page = opened(1)
    with qtbot.waitSignal(workplace.navigator.new_wanted):
        _press(Qt.Key.Key_D, CONTROL)
    copy = opened(0)
    raws = copy.form.raws()
    assert (raws["code"], raws["name"], raws["regime"]) == ("", "Payer MH", "masshealth")
    assert copy.has_typing()
    assert page.form.raws()["code"] == "MH"


def test_a_new_one_that_is_open_already_takes_the_copy_unless_it_is_typed_into(
    opened: Opens, workplace: Workplace
) -> None:
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    new, page = opened(0), opened(1)
    page.copy()
    assert (new.form.raws()["name"], said) == ("Payer MH", [])
    page.copy()
    assert said == ["Another new payer is being entered: save it first."]
    assert workplace.navigator.copied("payer") == {}


def test_the_second_desk_loses_nothing_and_decides(opened: Opens, shop: MonthShop) -> None:
    page = opened(1)
    _type(page, "city", "Quincy")
    _type(page, "name", "Mine")
    shop.change(Payer, Payer.code == "MH", name="Theirs", state="RI")
    _press(Qt.Key.Key_S, CONTROL)
    assert _payer(shop, "MH").name == "Theirs"
    told = {one.field: one.message for one in page.findings.shown}
    assert told["name"].startswith("ana changed name on 2026-11-03")
    raws = page.form.raws()
    assert (raws["city"], raws["name"], raws["state"]) == ("Quincy", "Mine", "RI")
    keep, take = page.conflict.buttons["name"]
    assert "Theirs" in take.accessibleName()
    assert keep.isVisible()
    take.click()
    assert (page.form.raws()["name"], page.conflict.isVisible()) == ("Theirs", False)
    page.form.undo()
    assert page.form.raws()["name"] == "Mine"
    page.form.go_to("name")
    _press(Qt.Key.Key_S, CONTROL)
    stored = _payer(shop, "MH")
    assert (stored.name, stored.city, stored.state) == ("Mine", "Quincy", "RI")


def test_typing_stays_when_the_page_reads_anew(
    opened: Opens, shop: MonthShop, workplace: Workplace
) -> None:
    page = opened(1)
    _type(page, "city", "Quincy")
    shop.change(Payer, Payer.code == "PP", name="Other")
    workplace.changed.emit()
    assert page.form.raws()["city"] == "Quincy"
    _press(Qt.Key.Key_S, CONTROL)
    assert _payer(shop, "MH").city == "Quincy"


def test_a_removed_record_is_told(opened: Opens) -> None:
    page = opened(99)
    (finding,) = page.findings.shown
    assert finding.message == "This payer is not there any more."


@dataclass(frozen=True)
class Reader:
    id: int = 9
    name: str = "Ruth"
    allowed: frozenset[str] = frozenset()


def test_who_may_not_save_sees_why(opened: Opens) -> None:
    page = opened(1)
    page.workplace.seat(Reader())
    _type(page, "name", "MassHealth")
    assert not page.head.save.isEnabled()
    assert page.head.save_and_close.toolTip().startswith("Ruth has no tick for this.")


def test_whoever_only_looks_overwrites_nothing_with_one_key(opened: Opens) -> None:
    page = opened(1)
    name = page.form.entries["name"].target
    assert isinstance(name, QLineEdit)
    page.form.go_to("name")
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert not field.hasSelectedText()
    assert field.cursorPosition() == len(field.text())


def test_one_key_overwrites_no_field_of_a_record_that_was_only_opened(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = FormPage(workplace, RecordRef("payer", 1), PAYER)
    qtbot.addWidget(page)
    activate(page)
    field = page.form.entries["code"].target
    assert isinstance(field, QLineEdit)
    assert (field.hasFocus(), field.hasSelectedText()) == (True, False)
