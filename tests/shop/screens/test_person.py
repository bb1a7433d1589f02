"""A person's page: who they are, what they did, a new role, a new PIN, their last day."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.shop.actions.sign_in import sign_in
from dmedesk.shop.queries.history import HISTORY
from dmedesk.shop.queries.staff import StaffRow, staff_row, staff_rows
from dmedesk.shop.rules.rights import Role
from dmedesk.shop.screens.person import PersonPage
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import (
    CONTROL,
    letters,
    nameless,
    press,
    press_letter,
    shown,
    texts,
    type_here,
    type_into,
)
from tests.shop.staffed import PIN, staffed


@pytest.fixture
def ids(shop: MonthShop) -> dict[str, int]:
    return staffed(shop.engine)


@pytest.fixture
def place(shop: MonthShop, doors: EngineDoors) -> Workplace:
    assert shop is not None
    return Workplace(InlineRunner(doors), today=NOW.date(), offers=house_offers())


def opened(place: Workplace, qtbot: QtBot, person_id: int) -> PersonPage:
    page = PersonPage(place, RecordRef("staff", person_id))
    shown(page, qtbot)
    return page


def person(shop: MonthShop, person_id: int) -> StaffRow:
    with reading(shop.engine) as session:
        found = staff_row(session, person_id=person_id)
    assert found is not None
    return found


def test_it_says_who_it_is_and_when_they_signed_in(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Ben"])
    said = texts(page)
    assert {"Ben", "✓ works here", "Biller since 2026-01-01, never signed in"} <= set(said)
    at = datetime(2026, 11, 4, 9, 30).astimezone().astimezone(UTC)
    with unit_of_work(shop.engine, actor="x", action="sign_in", clock=lambda: at) as work:
        assert sign_in(work, person_id=ids["Ben"], pin=PIN).person is not None
    page.refresh()
    assert "Biller since 2026-01-01, signed in last on 2026-11-04 at 09:30" in texts(page)


def test_what_a_person_did_is_there_and_leads_to_all_of_it(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    with unit_of_work(shop.engine, actor="Ben", action="save_member", clock=lambda: NOW) as work:
        member = work.session.get_one(Member, 1)
        member.phone = "617-555-0142"
    page = opened(place, qtbot, ids["Ben"])
    assert "Member M1: Entered or changed a member" in texts(page)
    assert "done by Ben  1" in texts(page)
    with reading(shop.engine) as session:
        links = place.offers.related_to(session, page.ref)
        (done,) = [one for one in links if one.title == "done by Ben"]
        assert isinstance(done.opens, ListLink)
        assert len(HISTORY.ids(session, done.opens.ask, on=NOW.date())) == 1


def test_a_role_is_changed_and_the_last_owner_stays(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Ben"])
    page.form.go_to("role")
    QTest.keyClicks(page.form.entries["role"].target, "Dri")
    press(Qt.Key.Key_S, CONTROL)
    assert person(shop, ids["Ben"]).role is Role.DRIVER
    ana = opened(place, qtbot, ids["Ana"])
    ana.form.go_to("role")
    QTest.keyClicks(ana.form.entries["role"].target, "Bil")
    press(Qt.Key.Key_S, CONTROL)
    assert [one.code for one in ana.findings.shown] == ["last_owner"]
    assert person(shop, ids["Ana"]).role is Role.OWNER


def test_a_forgotten_pin_is_set_anew(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Dan"])
    press_letter(Qt.Key.Key_W)
    assert page.pins.pin.hasFocus()
    type_here("4711")
    page.pins.again.setFocus()
    type_here("4712")
    press(Qt.Key.Key_Return)
    assert "The two PINs differ. Type the new PIN twice alike." in texts(page)
    for field in (page.pins.pin, page.pins.again):
        field.setFocus()
        type_here("4711")
    press(Qt.Key.Key_Return)
    assert page.pins.isHidden()
    assert page.pins.pin.text() == ""
    with unit_of_work(shop.engine, actor="x", action="sign_in", clock=lambda: NOW) as work:
        assert sign_in(work, person_id=ids["Dan"], pin="4711").person is not None
        assert sign_in(work, person_id=ids["Dan"], pin=PIN).person is None


def test_somebody_leaves_on_a_day(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Dan"])
    press_letter(Qt.Key.Key_V)
    type_here("2026-10-31")
    press(Qt.Key.Key_Return)
    assert person(shop, ids["Dan"]).until_on == date(2026, 11, 1)
    assert page.form.raws()["until_on"] == "2026-10-31"
    assert "– works here no more" in texts(page)
    type_into(page, "until_on", "2025-12-31")
    press(Qt.Key.Key_S, CONTROL)
    assert [one.field for one in page.findings.shown] == ["until_on"]


def test_the_last_owner_does_not_leave(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Ana"])
    press_letter(Qt.Key.Key_V)
    press(Qt.Key.Key_Return)
    assert [one.code for one in page.findings.shown] == ["last_owner"]
    assert person(shop, ids["Ana"]).until_on is None
    press(Qt.Key.Key_Escape)
    assert page.leaving.isHidden()


def test_another_one_like_this_is_added_as_a_new_person(
    place: Workplace, shop: MonthShop, ids: dict[str, int], qtbot: QtBot
) -> None:
    assert ids
    page = opened(place, qtbot, 0)
    type_into(page, "name", "Eve")
    press(Qt.Key.Key_S, CONTROL)
    with reading(shop.engine) as session:
        assert [one.name for one in staff_rows(session)] == ["Ana", "Ben", "Dan", "Eve"]
    assert "‖ has no PIN yet" in texts(page)
    assert page.spec.action == "change_person"


def test_every_letter_means_one_thing_and_everything_is_named(
    place: Workplace, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(place, qtbot, ids["Ben"])
    assert sorted(letters(page)) == sorted(set(letters(page)))
    assert list(nameless(page)) == []
    page.ask_pin()
    assert list(nameless(page)) == []
