"""The left bar: areas, how many things there need a hand, icons alone where it is narrow."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.desk.areas import Area
from dmedesk.desk.bar import LeftBar
from dmedesk.widgets.theme import BAR_WIDTH, NARROW_BAR_WIDTH

MONTH, RENTALS = Area("&Month", "calendar-days"), Area("&Rentals", "bed")


@pytest.fixture
def bar(qapp: object, qtbot: QtBot) -> LeftBar:
    assert qapp is not None
    made = LeftBar((MONTH, RENTALS), "Example Medical")
    qtbot.addWidget(made)
    return made


def test_a_click_says_which_area(bar: LeftBar) -> None:
    chosen: list[Area] = []
    bar.chosen.connect(chosen.append)
    bar.buttons[1].click()
    bar.mark(MONTH)
    assert chosen == [RENTALS]
    assert bar.buttons[0].isChecked()


def test_counts_are_seen_and_heard(bar: LeftBar) -> None:
    bar.count(MONTH, 1_200)
    assert bar.buttons[0].text() == "&Month  1,200"
    assert bar.buttons[0].accessibleName() == "Month, 1,200 need a hand"
    bar.set_narrow(narrow=True)
    assert (bar.buttons[0].text(), bar.width()) == ("", NARROW_BAR_WIDTH)
    bar.set_narrow(narrow=False)
    bar.count(MONTH, 0)
    assert (bar.buttons[0].text(), bar.minimumWidth()) == ("&Month", BAR_WIDTH)


def test_the_letters_are_a_records_while_one_is_shown(bar: LeftBar) -> None:
    bar.set_lettered(lettered=False)
    bar.count(MONTH, 3)
    assert [one.text() for one in bar.buttons] == ["Month  3", "Rentals"]
    bar.set_lettered(lettered=True)
    assert [one.text() for one in bar.buttons] == ["&Month  3", "&Rentals"]
