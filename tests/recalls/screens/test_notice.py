"""A notice is typed, pasted, dropped, or taken from openFDA; what is read of it is only shown."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.recalls.rules.codes import Understood
from dmedesk.recalls.rules.words import Channel, Source
from dmedesk.recalls.screens.notice import NoticePage, checks, told_of
from dmedesk.recalls.sheets.notice import notice_pdf
from dmedesk.recalls.tables import Recall
from dmedesk.widgets.page import Workplace
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_into
from tests.recalls.cases import RecallShop
from tests.recalls.rules.test_fda import ENFORCEMENT, RECALL


def opened(workplace: Workplace, qtbot: QtBot, recall_id: int = 0) -> NoticePage:
    page = NoticePage(workplace, RecordRef("notice" if recall_id else "recall", recall_id))
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def test_one_is_typed_and_saved_by_keys(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot)
    for key, text in (
        ("title", "The hook may open"),
        ("firm", "Liftwell"),
        ("received_time", "9:99"),
        ("received_by", "Ana"),
    ):
        type_into(page, key, text)
    page.form.entries["received_how"].show_raw(Channel.FAX.value)
    page.form.entries["asked"].show_raw("return")
    press(Qt.Key.Key_S, CONTROL)
    assert any("is no time" in text for text in texts(page))
    page.form.entries["received_time"].show_raw("09:09")
    press(Qt.Key.Key_S, CONTROL)
    (recall,) = lifts.shop.rows(Recall)
    assert (recall.received_how, recall.received_time) == (Channel.FAX, "09:09")
    assert recall.source is Source.TYPED


def test_pasted_text_is_kept_and_its_codes_are_read_when_asked(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    del lifts
    page = opened(workplace, qtbot)
    QGuiApplication.clipboard().setText("Serial numbers LW1000 through LW1999; and some others")
    page.paste_notice()
    assert page.form.entries["criteria"].raw() == []
    press(Qt.Key.Key_R, CONTROL)
    cells = [row["cells"] for row in page.form.entries["criteria"].raw()]
    assert [cell["value"] for cell in cells] == ["LW1000"]
    assert "Not understood: some others." in page.told.text()
    QGuiApplication.clipboard().setText("")
    page.paste_notice()
    assert "no text" in page.told.text()


def test_a_file_of_openfda_fills_the_form(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(workplace, qtbot)
    path = tmp_path / "recalls.json"
    other = {**ENFORCEMENT, "recall_number": "Z-0002-2026"}
    path.write_text(json.dumps({"results": [ENFORCEMENT, RECALL, other]}), encoding="utf-8")
    page.take_file(path)
    assert page.form.entries["fda_no"].raw() == "Z-0001-2026"
    assert page.form.entries["recall_class"].raw() == "class_i"
    assert "1 more (Z-0002-2026 …)" in page.told.text()
    type_into(page, "received_by", "Ana")
    page.form.entries["asked"].show_raw("return")
    press(Qt.Key.Key_S, CONTROL)
    (recall,) = lifts.shop.rows(Recall)
    assert recall.source is Source.OPENFDA
    # Not all codes were understood: LW2500 may be meant by what was not.
    assert lifts.stands(recall.id) == {
        "LW1001": "certain",
        "LW1500": "certain",
        "LW2500": "possible",
    }


def test_a_pdf_that_is_dropped_is_kept_with_its_bytes(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot, tmp_path: Path
) -> None:
    del lifts
    page = opened(workplace, qtbot)
    path = tmp_path / "notice.pdf"
    path.write_bytes(notice_pdf("Notice", "Lot # A123 of the lift", received=""))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert "notice.pdf is kept as the notice" in page.told.text()
    assert "Lot # A123" in page.form.entries["codes_text"].raw()
    page.take_file(tmp_path / "gone.pdf")
    assert [one.code for one in page.findings.shown] == ["unreachable"]
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"{")
    page.take_file(broken)
    assert [one.code for one in page.findings.shown] == ["not_openfda"]


def test_criteria_are_corrected_and_matched_anew(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    recall_id = lifts.open()
    page = opened(workplace, qtbot, recall_id)
    assert not page.paste.isVisible()
    rows = page.form.entries["criteria"].raw()
    rows[1]["cells"]["value"] = "LW1500"
    page.form.take_up({"criteria": rows})
    press(Qt.Key.Key_S, CONTROL)
    assert lifts.stands(recall_id) == {"LW1001": "cleared", "LW1500": "certain"}


def test_hard_words_are_told_and_stop_nobody() -> None:
    hard = "Customers experiencing unanticipated deterioration should discontinue utilization, "
    found = checks({"member_words": hard * 4, "firm": "Liftwell"})
    assert [(one.code, one.field) for one in found] == [("hard_to_read", "member_words")]
    assert checks({"member_words": "Call us."}) == ()


def test_what_was_read_is_told_in_words() -> None:
    said = told_of(Understood((), ("(Box)", "(Box)"), ("All lots.",)))
    assert said == (
        "Nothing was read out of the codes: type the criteria below. Not understood: All lots. "
        "Seen, and no code: (Box)."
    )


def test_what_is_missing_comes_into_sight(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    assert lifts is not None
    page = opened(workplace, qtbot)
    for key, text in (("title", "The hook may open"), ("firm", "Liftwell"), ("received_by", "Ana")):
        type_into(page, key, text)
    page.form.entries["received_how"].show_raw(Channel.FAX.value)
    asked = page.form.entries["asked"].widget
    assert asked.visibleRegion().isEmpty()
    press(Qt.Key.Key_S, CONTROL)
    assert asked.hasFocus()
    qtbot.waitUntil(lambda: not asked.visibleRegion().isEmpty())


def test_a_new_recall_gives_way_to_its_case(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot)
    told: list[object] = []
    page.done.connect(lambda: told.append("closed"))
    workplace.navigator.record_wanted.connect(lambda ref, _apart: told.append(ref))
    for key, text in (("title", "The hook may open"), ("firm", "Liftwell"), ("received_by", "Ana")):
        type_into(page, key, text)
    page.form.entries["received_how"].show_raw(Channel.FAX.value)
    page.form.entries["asked"].show_raw("return")
    press(Qt.Key.Key_S, CONTROL)
    (recall,) = lifts.shop.rows(Recall)
    assert told == ["closed", RecordRef("recall", recall.id)]
    again = opened(workplace, qtbot, recall.id)
    type_into(again, "contact", "Ben")
    told.clear()
    press(Qt.Key.Key_S, CONTROL)
    assert told == []
