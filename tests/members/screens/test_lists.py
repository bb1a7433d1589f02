"""The lists of members, practitioners and payers: states in sign and word, chips with counts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.listed import MemberListed
from dmedesk.members.rules import LeavingReason, Setting, Standing
from dmedesk.members.screens.lists import (
    MembersPage,
    PayersPage,
    PractitionersPage,
    member_state,
    standing_word,
)
from dmedesk.members.tables import Member
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from tests.flows.month_shop import MonthShop
from tests.gui.pages import nameless, press, shown, texts

DAY = date(2026, 6, 1)


def listed(**more: object) -> MemberListed:
    blank = dict.fromkeys(MemberListed.__slots__)
    return MemberListed(**{**blank, "setting": Setting.HOME, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "word", "tone"),
    [
        (listed(), "✓ at home", Tone.READY),
        (listed(setting=Setting.NURSING_FACILITY), "→ in a facility", Tone.OUT),
        (listed(deceased_on=DAY), "– died 2026-06-01", Tone.CLOSED),
        (
            listed(left_on=DAY, left_reason=LeavingReason.ENDED_SERVICE),
            "– ended service 2026-06-01",
            Tone.CLOSED,
        ),
    ],
)
def test_a_members_state(row: MemberListed, word: str, tone: Tone) -> None:
    assert member_state(row) == (word, tone)


def test_every_standing_has_a_sign_a_word_and_a_colour() -> None:
    told = {standing_word(standing) for standing in (*Standing, None)}
    assert len(told) == len(Standing) + 1
    assert standing_word(Standing.EXCLUDED) == ("✕ excluded", Tone.STOPPED)


def test_members(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.change(Member, Member.member_no == "M2", deceased_on=DAY)
    page = MembersPage(workplace)
    shown(page, qtbot)
    assert [chip.text() for chip in page.chips.values()] == [
        "All  3",
        "Active  2",
        "In a facility  0",
        "Without coverage  2",
        "Deceased or left  1",
    ]
    page.chips["gone"].click()
    assert list(page.model.ids) == [2]
    assert "– died 2026-06-01" in texts(page)
    with qtbot.waitSignal(workplace.navigator.record_wanted) as wanted:
        page.list.setFocus()
        press(Qt.Key.Key_Return)
    assert wanted.args == [RecordRef("member", 2), False]
    with qtbot.waitSignal(workplace.navigator.new_wanted) as new:
        press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert new.args == ["member"]
    assert list(nameless(page)) == []


def test_practitioners(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop is not None
    page = PractitionersPage(workplace)
    shown(page, qtbot)
    assert [chip.text() for chip in page.chips.values()][1:] == [
        "NPI wrong  1",
        "Excluded  0",
        "License ending  0",
        "Never checked  2",
    ]
    page.chips["npi_wrong"].click()
    assert "✕ 1234567890, not valid: what rests on it is held" in texts(page)
    assert list(nameless(page)) == []


def test_payers(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop is not None
    page = PayersPage(workplace)
    shown(page, qtbot)
    assert page.model.rowCount() == 3
    assert "0 members" in texts(page)
    assert list(nameless(page)) == []
