"""The import centre by keyboard: a messy workbook, its faults, mended, taken, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from dmedesk.assets.tables import Asset
from dmedesk.members.tables import Member
from dmedesk.moving.screens.centre import ImportPage
from dmedesk.moving.wording import column_words
from dmedesk.store.drafts import Drafts
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors
from tests.moving.messy import CATALOG, write_messy
from tests.moving.shops import take

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(
    qapp: object, shop: MonthShop, doors: EngineDoors, qtbot: QtBot, tmp_path: Path
) -> Iterator[ImportPage]:
    """The page on a shop that knows products and payers only."""
    assert qapp is not None
    take(shop.engine, tmp_path / "catalog", {"products.csv": CATALOG["products.csv"]})
    workplace = Workplace(InlineRunner(doors), today=NOW.date(), drafts=Drafts("ana"))
    made = ImportPage(workplace)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowExposed(made)
    yield made
    made.close()


def _key(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def _next(page: ImportPage) -> None:
    _key(page, Qt.Key.Key_Return, CONTROL)


def _begin(page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(write_messy(tmp_path / "in"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([path], ""))
    _key(page, Qt.Key.Key_O, CONTROL)


def _numbers(shop: MonthShop) -> tuple[list[str], list[str]]:
    with reading(shop.engine) as session:
        members = session.scalars(select(Member.member_no).order_by(Member.member_no)).all()
        units = session.scalars(select(Asset.serial).order_by(Asset.serial)).all()
    return list(members), list(units)


def _mend(page: ImportPage, *corrections: str) -> None:
    """Correct one cell after the other, and leave the row out that is then left."""
    for correction in corrections:
        _key(page.rows.faults, Qt.Key.Key_Return)
        assert page.rows.fix.hasFocus()
        page.rows.fix.clear()
        QTest.keyClicks(page.rows.fix, correction)
        _key(page.rows.fix, Qt.Key.Key_Return)
    _key(page.rows.faults, Qt.Key.Key_Delete, CONTROL)
    assert page.rows.said.text() == "All 10 rows can be taken"


def test_from_a_messy_file_to_an_import_taken_back(
    page: ImportPage, shop: MonthShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _numbers(shop)
    _begin(page, tmp_path, monkeypatch)
    assert page.place == 1
    assert page.columns.sources["birth_date"].currentText() == "DOB"
    _next(page)
    assert [one.suggested for one in page.meanings.values.rows_model.rows] == ["BED", "WCS"]
    _next(page)
    # M1 and M2 are known to this shop; four rows have a fault.
    faults = page.rows.faults.rows_model.rows
    assert [(one.finding.line, one.written) for one in faults] == [
        (5, "soon"),
        (6, "31.12.60"),
        (8, "019O1"),
        (10, "M2"),
    ]
    assert page.rows.said.text() == "4 rows stay out of 11"
    _mend(page, "", "1960-12-31", "01901")
    _next(page)
    assert [one.line for one in page.twins.twins.rows_model.rows] == [6, 4, 5, 9]
    _key(page.twins.twins, Qt.Key.Key_Delete, CONTROL)
    page.twins.twins.selectRow(3)
    _key(page.twins.twins, Qt.Key.Key_N, CONTROL)
    _next(page)
    assert page.taking.said.text() == "7 new records, 2 changes"
    _next(page)
    assert page.taking.said.text() == "✓ Taken: 7 new records, 2 changes"
    members, units = _numbers(shop)
    assert set(members) - set(before[0]) == {"M3", "M4", "M5"}
    assert units == ["SN-100", "SN-101", "SN-102", "SN-103"]
    _key(page.taking.undo, Qt.Key.Key_Space)
    assert page.question.isVisible()
    _key(page.question.yes, Qt.Key.Key_Return)
    assert _numbers(shop) == before
    assert page.place == 0
    newest = page.files.past.rows_model.rows[0]
    assert newest.undone_by == "ana"


def test_rows_left_out_are_saved_with_their_reasons(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(page, tmp_path, monkeypatch)
    page.go_to(3)
    target = tmp_path / "bad.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.rows.save.click()
    book = load_workbook(target)
    assert book.sheetnames == ["Patients", "Equipment"]
    sheet = book["Patients"]
    assert [sheet.cell(row, 9).value for row in (2, 3, 4)] == [6, 8, 10]
    assert "is not a date" in str(sheet.cell(2, 10).value)
    assert sheet.cell(2, 3).fill.fgColor.rgb == "FFF8D7D4"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.xlsx"), "")
    )
    page.rows.save.click()
    assert "could not be written" in page.findings.accessibleName()


def test_an_import_is_left_and_resumed(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _begin(page, tmp_path, monkeypatch)
    page.go_to(3)
    page.rows.faults.selectRow(1)
    page.rows.fix.setText("1960-12-31")
    page.rows.mend.click()
    page.hide()
    again = ImportPage(page.workplace)
    qtbot.addWidget(again)
    again.show()
    assert again.files.resume.isVisible()
    again.files.resume.click()
    again.go_to(3)
    assert "3 rows stay out" in again.rows.said.text()
    again.give_up.click()
    assert not again.files.resume.isVisible()
    assert again.place == 0


def test_files_are_dropped(page: ImportPage, tmp_path: Path) -> None:
    path = write_messy(tmp_path / "in")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path.parent))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.files.drop.dropEvent(event)
    assert page.place == 1


def test_what_cannot_be_read_is_said(page: ImportPage, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    page.wizard.begin([tmp_path / "empty.csv"])
    assert "nothing in these files" in page.findings.accessibleName()
    assert page.place == 0


def test_templates_are_written(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.files.templates.click()
    assert (tmp_path / "members.csv").read_bytes().startswith(b"\xef\xbb\xbfmember_no,")
    assert "notes" in load_workbook(tmp_path / "DMEDesk templates.xlsx").sheetnames


def test_a_sheet_may_be_something_else_and_columns_come_from_elsewhere(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(page, tmp_path, monkeypatch)
    step = page.columns
    step.sheets.selectRow(1)
    sheet = page.wizard.sheets[1]
    state = step.sources["state"]
    state.setCurrentIndex(0)
    state.activated.emit(0)
    assert "state" not in page.wizard.plan_of(sheet).sources
    condition = step.sources["condition"]
    condition.setCurrentIndex(condition.count() - 1)
    condition.activated.emit(condition.count() - 1)
    step.constants["condition"].setText("used")
    step.constants["condition"].editingFinished.emit()
    assert page.wizard.plan_of(sheet).sources["condition"].always == "used"
    step.kind.setCurrentIndex(0)
    step.kind.activated.emit(0)
    assert page.wizard.plan_of(sheet).kind == ""
    assert step.sources == {}


def test_a_value_means_another_or_a_new_record(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(page, tmp_path, monkeypatch)
    page.go_to(2)
    step = page.meanings
    _key(step.values, Qt.Key.Key_Return)
    assert step.options.hasFocus()
    assert step.options.findData("") == -1, "a unit must have its product"
    step.options.setCurrentIndex(step.options.findData("WCS"))
    step.set.click()
    meanings = page.wizard.plan.sheets["Old list.xlsx – Equipment"].meanings["product_no"]
    assert meanings == {"hosp bed semi-elec": "WCS"}
    stops = [step.set, *step._fields.values(), step.enter_it]
    assert [one.nextInFocusChain() for one in stops[:-1]] == stops[1:]
    typed = {"product_no": "LIFT", "hcpcs": "E0630", "description": "Patient lift"}
    for name, text in typed.items():
        step._fields[name].setText(text)
    step.enter_it.click()
    assert step.values.hasFocus()
    assert page.wizard.plan.entered == {"products": [typed]}
    assert meanings["w/c std"] == "LIFT"
    assert list(step.values.rows_model.rows) == []


def test_a_new_record_that_was_taken_back_is_asked_for_again(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the words mean is remembered; the product that one means went with the import."""
    step = page.meanings
    for said in ("first", "second"):
        _begin(page, tmp_path, monkeypatch)
        page.go_to(2)
        theirs = [one.theirs for one in step.values.rows_model.rows]
        assert ("W/C std" in theirs, said) == (True, said)
        step.values.selectRow(theirs.index("W/C std"))
        typed = {"product_no": "LIFT", "hcpcs": "E0630", "description": "Patient lift"}
        for name, text in typed.items():
            step._fields[name].setText(text)
        _key(step._fields["description"], Qt.Key.Key_Return)
        page.go_to(5)
        assert page.taking.said.text() == "4 new records, 2 changes"
        page.taking.take.click()
        assert page.taking.said.text() == "✓ Taken: 4 new records, 2 changes"
        _key(page.taking.undo, Qt.Key.Key_Space)
        _key(page.question.yes, Qt.Key.Key_Return)


def test_a_column_of_a_known_record_is_taken_from_the_file(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shop: MonthShop
) -> None:
    _begin(page, tmp_path, monkeypatch)
    page.go_to(4)
    step = page.twins
    step.twins.selectRow(1)
    names = [one.name for one in step.fields.rows_model.rows]
    step.fields.selectRow(names.index("last_name"))
    _key(step.fields, Qt.Key.Key_Return)
    stands = {one.name: one.is_taken for one in step.fields.rows_model.rows}
    assert (stands["last_name"], stands["first_name"]) == (True, False)
    step.alike.click()
    page.go_to(5)
    page.taking.take.click()
    with reading(shop.engine) as session:
        member = session.scalars(select(Member).where(Member.member_no == "M1")).one()
        assert (member.last_name, member.first_name, member.city) == ("Alda", "M1", "Lowell")


def test_an_import_of_the_past_is_asked_about(page: ImportPage) -> None:
    page.files.past.selectRow(0)
    page.files.undo.click()
    assert page.question.isVisible()


@pytest.mark.parametrize(
    ("name", "said"),
    [("member_no", "Member number"), ("zip", "ZIP"), ("acquired_on", "Acquired")],
)
def test_columns_have_words(name: str, said: str) -> None:
    assert column_words(name) == said


def test_what_is_doubtful_says_what_to_do(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Patients.csv"
    path.write_text("Patient ID,Last,First,Insurance\nP1,Alda,Rose,MassHealth\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    _key(page, Qt.Key.Key_O, CONTROL)
    page.go_to(5)
    (said,) = page.taking.warnings.rows_model.rows
    assert page.taking.remedy.isVisible()
    assert page.taking.remedy.text() == said.remedy
    assert "under Who pays" in said.remedy
