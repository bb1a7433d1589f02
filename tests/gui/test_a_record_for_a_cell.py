"""A record that a cell of a small table asks for comes back into it, in a real desk and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.members.screens.member import MemberPage
from dmedesk.members.screens.payer import PayerPage
from dmedesk.widgets.forms.grid import RowsEntry
from tests.gui.pages import CONTROL
from tests.gui.person import Person
from tests.gui.test_story_from_nothing import begin_a_shop


@pytest.fixture
def person(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Person]:
    assert qapp is not None
    made = Person(qtbot, monkeypatch, tmp_path)
    yield made
    made.close_all()


def test_a_payer_who_is_new_or_named_in_part_comes_into_the_coverage(
    person: Person,
) -> None:
    window = begin_a_shop(person)
    person.area(window, "members")
    person.press(Qt.Key.Key_N, CONTROL)
    page = person.page(window, MemberPage)
    person.until(lambda: page.stored and page.form.current_key() == "last_name")
    person.fill("Alda", "Rose")
    coverages = page.form.entries["coverages"]
    assert isinstance(coverages, RowsEntry)
    page.form.go_to("coverages")
    person.press(Qt.Key.Key_Insert)
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_F4)
    person.until(QApplication.activePopupWidget)
    person.press(Qt.Key.Key_End)
    person.press(Qt.Key.Key_Return)
    payer = person.page(window, PayerPage)
    person.until(lambda: payer.stored and payer.form.current_key() == "code")
    person.fill("MH", "MassHealth", "mas")
    person.press(Qt.Key.Key_S, CONTROL)
    person.until(lambda: window.page is page)
    person.until(lambda: isinstance(coverages.raw()[0]["cells"]["payer_id"], dict))
    (row,) = coverages.raw()
    assert (row["cells"]["rank"], row["cells"]["payer_id"]["title"]) == ("1", "MassHealth")
    person.until(coverages.grid.hasFocus)
    assert coverages.grid.currentIndex().column() == 1
    person.press(Qt.Key.Key_Insert)
    person.press(Qt.Key.Key_Tab)
    person.write("Mass")
    person.press(Qt.Key.Key_Tab)
    person.until(lambda: isinstance(coverages.raw()[1]["cells"]["payer_id"], dict))
    assert QApplication.activePopupWidget() is None
    page.form.go_to("coverages/1/payer_id")
    person.press(Qt.Key.Key_F4)
    person.until(QApplication.activePopupWidget)
    person.press(Qt.Key.Key_Escape)
    assert not page.question.isVisible()
    page.form.show_values({})
