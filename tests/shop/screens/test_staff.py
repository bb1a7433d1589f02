"""The staff: the first owner, further people, their PINs; who may not is told why."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.shop.queries.staff import people, staff_rows
from dmedesk.shop.rules.rights import Role
from dmedesk.shop.screens.staff import StaffPage
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.shop.screens.shown import (
    CONTROL,
    everything_is_named,
    mnemonics_are_unique,
    save,
    shown,
    type_into,
)
from tests.shop.staffed import PIN, staffed


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> StaffPage:
    return shown(StaffPage(workplace), qtbot)


def _pins(page: StaffPage, pin: str, again: str) -> None:
    for field, text in ((page.pin, pin), (page.again, again)):
        field.clear()
        QTest.keyClicks(field, text)


def test_the_first_owner_is_added_and_then_everybody_signs_in(
    page: StaffPage, shop: MonthShop, qtbot: QtBot
) -> None:
    assert page.table.isHidden()
    type_into(page.people, name="Ana Silva")
    save(page)
    assert page.findings.shown[0].code == "first_owner"
    _pins(page, PIN, PIN)
    with qtbot.waitSignal(page.workplace.sign_in_wanted):
        save(page)
    with reading(shop.engine) as session:
        assert [(one.name, one.role) for one in people(session)] == [("Ana Silva", Role.OWNER)]
    assert page.pin.text() == ""
    assert not page.table.isHidden()


def test_enter_opens_a_person_s_page(shop: MonthShop, workplace: Workplace, qtbot: QtBot) -> None:
    ids = staffed(shop.engine)
    page = shown(StaffPage(workplace), qtbot)
    page.table.setFocus()
    page.table.selectRow(1)
    with qtbot.waitSignal(workplace.navigator.record_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == [RecordRef("staff", ids["Ben"]), False]


def test_people_are_added_and_changed(shop: MonthShop, workplace: Workplace, qtbot: QtBot) -> None:
    staffed(shop.engine)
    page = shown(StaffPage(workplace), qtbot)
    assert page.told.text() == "3 people"
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    type_into(page.people, name="Eve")
    save(page)
    page.table.selectRow(1)
    type_into(page.people, last_on="2026-12-31")
    _pins(page, "4711", "4712")
    save(page)
    assert page.findings.shown[0].code == "pins_differ"
    _pins(page, "", "")
    save(page)
    page.table.selectRow(0)
    type_into(page.people, role="Reader")
    save(page)
    assert page.findings.shown[0].code == "last_owner"
    with reading(shop.engine) as session:
        found = {row.name: (row.role, row.has_pin, row.until_on) for row in staff_rows(session)}
    assert found["Eve"] == (Role.INTAKE, False, None)
    assert str(found["Ben"][2]) == "2027-01-01"
    assert found["Ana"][0] is Role.OWNER


@dataclass(frozen=True)
class Reader:
    id: int = 9
    name: str = "Ruth"
    allowed: frozenset[str] = frozenset()


def test_who_may_not_sees_grey_buttons_with_the_reason(page: StaffPage) -> None:
    page.workplace.seat(Reader())
    assert not page.keep.isEnabled()
    assert page.new.toolTip().startswith("Ruth has no tick for this.")


def test_everything_has_a_name_and_a_letter_of_its_own(page: StaffPage) -> None:
    assert mnemonics_are_unique(page)
    assert everything_is_named(page)
