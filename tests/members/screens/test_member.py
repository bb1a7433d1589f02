"""A member's page by keyboard: entered, paid for, found twice; a death and a leaving taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.tables import Coverage, Member, MemberNote, Residence
from dmedesk.papers.tables import Prescription
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
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

TODAY = NOW.date()


@pytest.fixture
def workplace(workplace: Workplace) -> Workplace:
    """One that knows what all houses offer."""
    workplace.offers = house_offers()
    return workplace


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may look, and nothing else."""

    id: int = 9
    name: str = "Ruth"
    allowed: frozenset[str] = frozenset()


def opened(workplace: Workplace, qtbot: QtBot, member_id: int) -> MemberPage:
    page = MemberPage(workplace, RecordRef("member", member_id))
    shown(page, qtbot)
    return page


def member(shop: MonthShop, member_no: str) -> Member:
    with reading(shop.engine) as session:
        return session.scalars(select(Member).where(Member.member_no == member_no)).one()


def test_a_new_member_by_keyboard_alone(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 0)
    for text in ("Alda", "Rose", "2/29/1940"):
        type_here(text)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_here("1000 1234 5678")
    press(Qt.Key.Key_Tab)
    type_here("1eg4-te5-mk73")
    type_into(page, "address1", "1 Elm Street")
    type_into(page, "zip", "1901")
    type_into(page, "phone", "6175550100")
    type_into(page, "directions", "Ring twice.")
    press(Qt.Key.Key_S, CONTROL)
    entered = member(shop, "M11")
    assert (entered.last_name, entered.birth_on) == ("Alda", date(1940, 2, 29))
    assert (entered.masshealth_id, entered.medicare_mbi) == ("100012345678", "1EG4TE5MK73")
    assert (entered.zip, entered.phone, entered.state) == ("01901", "617-555-0100", "MA")
    assert entered.directions == "Ring twice."
    assert page.ref == RecordRef("member", entered.id)


def test_who_pays_is_typed_into_the_small_table(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 1)
    page.form.entries["coverages"].show_raw(
        [
            {
                "id": None,
                "row_version": None,
                "cells": {
                    "rank": "1",
                    "payer_id": {"id": 1, "title": "Payer MH"},
                    "number": "77",
                    "from_on": "2026-01-01",
                    "until_on": "2026-12-31",
                },
            }
        ]
    )
    page.save()
    (stored,) = shop.rows(Coverage)
    assert (stored.rank, stored.payer_id, stored.number) == (1, 1, "77")
    assert (stored.from_on, stored.until_on) == (date(2026, 1, 1), date(2027, 1, 1))
    assert "M1 · Payer MH pays first" in texts(page)
    values = page.form.values()["coverages"]
    assert values[0]["until_on"] == date(2026, 12, 31)


def test_a_residence_has_its_last_day(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, qtbot, 1)
    cells: dict[str, Any] = {
        "setting": "nursing_facility",
        "facility_name": "Hill",
        "from_on": "2026-11-01",
        "until_on": "2026-11-30",
    }
    page.form.entries["residences"].show_raw([{"id": None, "row_version": None, "cells": cells}])
    page.save()
    (stored,) = shop.rows(Residence)
    assert (stored.from_on, stored.until_on) == (date(2026, 11, 1), date(2026, 12, 1))
    assert "→ in a nursing facility" in texts(page)


def test_a_residence_that_a_posted_month_rests_on_is_not_moved(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    workplace.offers = house_offers()
    shop.rent("R1", hcpcs="E1390")
    shop.post("2026-10")
    page = opened(workplace, qtbot, 1)
    cells = {"setting": "nursing_facility", "from_on": "2026-10-05", "until_on": None}
    rows = [{"id": None, "row_version": None, "cells": cells}]
    page.form.entries["residences"].show_raw(rows)
    page.save()
    assert shop.rows(Residence) == []
    (told,) = page.findings.shown
    assert (told.code, told.opens) == ("month_is_posted", RecordRef("rental", 1))
    shop.undo("2026-10")
    page.save()
    assert [one.from_on for one in shop.rows(Residence)] == [date(2026, 10, 5)]


def test_what_asks_is_made_when_it_is_first_asked_for(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = opened(workplace, qtbot, 1)
    assert page.findChildren(ActionBar) == []
    for ask, bar in ((page.ask_note, "note"), (page.ask_death, "death"), (page.ask_note, "note")):
        ask()
        opened_bars = [one for one in page.findChildren(ActionBar) if one.isVisible()]
        assert opened_bars == [getattr(page, bar)]
    assert len(page.findChildren(ActionBar)) == 2


def test_a_doubt_is_told_and_saved(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, qtbot, 1)
    type_into(page, "medicare_mbi", "1EG4")
    press(Qt.Key.Key_Tab)
    assert any(text.startswith("1EG4 does not have the form") for text in texts(page))
    press(Qt.Key.Key_S, CONTROL)
    assert member(shop, "M1").medicare_mbi == "1EG4"
    assert any(text.startswith("1EG4 does not have the form") for text in texts(page))


def test_who_is_here_already_is_told_with_a_way_to_them(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.change(Member, Member.member_no == "M2", birth_on=date(1940, 2, 29))
    page = opened(workplace, qtbot, 0)
    for key, text in (("last_name", "rivera"), ("first_name", "m2"), ("birth_on", "2/29/1940")):
        type_into(page, key, text)
    qtbot.waitUntil(page.alike.isVisible)
    (link,) = page.alike.findChildren(QPushButton)
    assert link.text() == "Rivera, M2 (M2), born 1940-02-29: the same name and day of birth"
    with qtbot.waitSignal(workplace.navigator.record_wanted) as wanted:
        link.click()
    assert wanted.args == [RecordRef("member", 2), False]
    press(Qt.Key.Key_S, CONTROL)
    assert member(shop, "M11").last_name == "rivera"


def test_a_death_lists_what_follows_and_is_taken_back(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    page = opened(workplace, qtbot, 1)
    press_letter(Qt.Key.Key_H)
    assert page.death.isVisible()
    type_here("9/20")
    follows = [text for text in texts(page.death) if text.startswith(("Pick up", "Credit", "To "))]
    assert follows == [
        "To credit: 1 month, 75.00.",
        "Pick up Hospital bed, SR1. Rental R1 has no month that begins after 2026-09-20.",
        "Credit the month of 2026-10-05 of rental R1, on invoice INV-000001. 75.00",
    ]
    assert member(shop, "M1").deceased_on is None
    press(Qt.Key.Key_Return)
    assert member(shop, "M1").deceased_on == date(2026, 9, 20)
    assert not page.death.isVisible()
    assert "– died 2026-09-20" in texts(page)
    assert page.stopped.isVisible()
    press_letter(Qt.Key.Key_H)
    assert page.question.isVisible()
    press(Qt.Key.Key_Return)
    assert member(shop, "M1").deceased_on is None
    assert not page.stopped.isVisible()


def test_a_leaving_has_its_reason(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, qtbot, 1)
    press_letter(Qt.Key.Key_V)
    type_here("12/1")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    left = member(shop, "M1")
    assert (left.left_on, left.left_reason) == (date(2026, 12, 1), "ended_service")
    assert "‖ ended service 2026-12-01" in texts(page)
    press_letter(Qt.Key.Key_V)
    press(Qt.Key.Key_Return)
    assert member(shop, "M1").left_on is None


def test_what_cannot_be_is_told_in_the_bar(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 1)
    press_letter(Qt.Key.Key_H)
    type_here("12/24")
    press(Qt.Key.Key_Return)
    assert any(text.startswith("2026-12-24 is a day to come.") for text in texts(page.death))
    press(Qt.Key.Key_Escape)
    assert not page.death.isVisible()
    assert member(shop, "M1").deceased_on is None


def test_what_is_typed_is_saved_before_a_death_is_written(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = opened(workplace, qtbot, 1)
    type_into(page, "city", "Lynn")
    press_letter(Qt.Key.Key_H)
    assert not page.death.isVisible()
    assert "Something that was typed is not saved yet." in " ".join(texts(page))


def test_a_note_is_written(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, qtbot, 1)
    press_letter(Qt.Key.Key_E)
    type_here("Called the son.")
    page.note.yes.click()
    (note,) = shop.rows(MemberNote)
    assert (note.note, note.written_by) == ("Called the son.", "ana")
    assert "Called the son. (ana)" in texts(page)


def test_a_paper_begins_with_the_member(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    opened(workplace, qtbot, 1)
    press_letter(Qt.Key.Key_W)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(workplace.navigator.new_wanted) as wanted:
        menu.actions()[0].trigger()
    menu.close()
    assert wanted.args == ["prescription"]
    begun = workplace.navigator.copied("prescription")
    assert begun == {"member_id": {"id": 1, "title": "Rivera, M1"}}


def test_who_signed_and_may_not_is_told(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.change(Prescription, Prescription.id == 1, practitioner_id=2)
    page = opened(workplace, qtbot, 1)
    assert page.remarks.isVisible()
    said = "E0260 is prescribed by Woods: 1234567890 is not a valid NPI."
    assert said in texts(page)


def test_who_may_not_write_a_death_sees_why(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    workplace.seat(Reader())
    page = opened(workplace, qtbot, 1)
    assert not any(one.isEnabled() for one in page.tool_buttons)
    assert page.death_button.toolTip().startswith("Ruth has no tick for this.")


def test_two_desks_on_one_member(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(workplace, qtbot, 1)
    shop.change(Member, Member.member_no == "M1", city="Salem")
    type_into(page, "city", "Lynn")
    press(Qt.Key.Key_S, CONTROL)
    assert member(shop, "M1").city == "Salem"
    assert "ana changed city" in " ".join(texts(page))


@pytest.mark.parametrize("member_id", [0, 1])
def test_the_page_can_be_read_out_and_its_letters_are_its_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, member_id: int
) -> None:
    shop.rent("R1")
    page = opened(workplace, qtbot, member_id)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    # What is left beside the bar of a window of 1366 by 768 at 125%.
    assert page.minimumSizeHint().width() <= 917
