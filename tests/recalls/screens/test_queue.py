"""The queue of recalls and the follow-up lists: shown, named, opened by keys."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.deciding import confirm_units
from dmedesk.recalls.actions.letters import write_letters
from dmedesk.recalls.screens.queue import RecallLettersPage, RecallsPage, RecallUnitsPage
from dmedesk.widgets.page import Workplace
from tests.gui.pages import CONTROL, nameless, press, shown, texts
from tests.recalls.cases import RecallShop


def test_the_queue(workplace: Workplace, lifts: RecallShop, qtbot: QtBot) -> None:
    page = RecallsPage(workplace)
    shown(page, qtbot)
    assert any("its clock runs" in text for text in texts(page))
    entered: list[str] = []
    workplace.navigator.new_wanted.connect(entered.append)
    press(Qt.Key.Key_N, CONTROL)
    assert entered == ["recall"]
    lifts.open(fda_no="Z-0001-2026")
    page.refresh()
    said = texts(page)
    assert "RCL-000001 · Patient lift: the hook may open" in said
    assert "Decide on units" in said
    assert list(nameless(page)) == []


def test_units_and_letters_open_their_recall(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    recall_id = lifts.open()
    unit = lifts.id_of("LW1001")
    lifts.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Read")
    lifts.do(
        write_letters,
        recall_id=recall_id,
        member_ids=[lifts.member("M1")],
        draw=lambda _paper: b"letter",
    )
    wanted: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, *_more: wanted.append(ref))
    for kind in (RecallUnitsPage, RecallLettersPage):
        page = kind(workplace)
        page.open_chosen()
        shown(page, qtbot)
        assert list(nameless(page)) == []
        page.open_chosen()
    assert wanted == [RecordRef("recall", recall_id)] * 2
