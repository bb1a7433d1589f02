"""Step 4: the rows as they will be read; what is wrong with the others, and the way to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from dmedesk.kit.records import Column as RecordColumn
from dmedesk.kit.records import PlacedFinding
from dmedesk.moving.handouts import faults_workbook
from dmedesk.moving.kinds import FILES
from dmedesk.moving.queries.planned import PreviewRow
from dmedesk.moving.screens.wizard import Wizard
from dmedesk.moving.wording import cell_words, column_words, kind_words
from dmedesk.moving.workbooks import Sheet, theirs
from dmedesk.widgets.file_asking import file_to_save
from dmedesk.widgets.parts import button, column, empty, label, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone
from dmedesk.widgets.words import count_of

_CELL_WIDTH = 120
_FAULTS_SHARE, _ROWS_SHARE = 3, 4


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing wrong with one cell (or line) of a sheet, and what the sheet has there."""

    finding: PlacedFinding
    written: str


FAULT_COLUMNS: tuple[Column[FaultRow], ...] = (
    Column("Sheet", lambda one: one.finding.file, width=200, spare=1),
    Column(
        "Line",
        lambda one: str(one.finding.line),
        order=lambda one: (one.finding.file, one.finding.line),
        width=52,
        figures=True,
    ),
    Column("Column", lambda one: column_words(one.finding.column), width=120),
    Column("They write", lambda one: one.written, width=140),
    Column(
        "What is wrong",
        lambda one: one.finding.message,
        width=220,
        wide=True,
        tone=lambda _one: Tone.STOPPED,
        tip=lambda one: f"{one.finding.message} {one.finding.remedy}",
    ),
)


class RowsStep(QWidget):
    """Faults above, the rows as they will be read below; a cell in red tells its reason."""

    title = "Rows"
    changed = Signal()

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        self._wizard = wizard
        self._sheet: Sheet | None = None
        self.faults: Table[FaultRow] = Table("Rows that cannot be taken", FAULT_COLUMNS)
        self.faults.chosen.connect(self._show_fault)
        self.faults.opened.connect(self._to_fix)
        self.said, self._remedy = label(part="heading"), label(part="soft")
        self._remedy.setWordWrap(True)
        self.fix = QLineEdit()
        self.fix.setPlaceholderText("Correct the cell to …")
        self.fix.setAccessibleName("Correct the cell to")
        self.fix.returnPressed.connect(self._fix)
        self.mend = button("Correct it", self._fix, tip="Correct this cell (Enter)")
        self.leave_out = button("Leave the row out", self._leave_out, keys="Ctrl+Del")
        self.save = button("Save these rows …", self._save, picture="save")
        self.save.setToolTip("Save the rows that stay out as a spreadsheet, with the reasons")
        self._previews = QStackedWidget()
        self._tabs = row(gap=2 * GRID)
        layout = column(
            row(self.said, None, self.save),
            self.faults,
            self._remedy,
            row(self.fix, self.mend, self.leave_out),
            self._tabs,
            self._previews,
        )
        layout.setStretch(1, _FAULTS_SHARE)
        layout.setStretch(5, _ROWS_SHARE)
        self.setLayout(layout)
        self.setFocusProxy(self.faults)

    def enter(self) -> None:
        """Lay everything beside the shop, and show what that comes to."""
        self._wizard.examine()

    def leave(self) -> bool:
        """Whatever cannot be taken stays out: go on where nothing forbids the whole."""
        return self._wizard.found is not None and not self._wizard.found.blocking

    def show_found(self) -> None:
        """Show what the rows come to."""
        found = self._wizard.found
        if found is None:
            return
        rows = [
            FaultRow(one, self._written(one)) for faults in found.faults.values() for one in faults
        ]
        rows.sort(key=lambda one: (one.finding.file, one.finding.line))
        self.faults.show_rows(rows, same=lambda one: one.finding)
        bad, total = len(found.faults), sum(self._count(sheet) for sheet in self._wizard.sheets)
        self.said.setText(
            f"{count_of(bad, 'row stays', 'rows stay')} out of {total:,}"
            if bad
            else f"All {count_of(total, 'row')} can be taken"
        )
        self.save.setEnabled(bool(bad))
        self._show_previews()
        self._show_fault(self.faults.chosen_row())

    def _count(self, sheet: Sheet) -> int:
        mine = self._wizard.plan_of(sheet)
        lines = (line for line in sheet.rows(mine) if line.number not in mine.left_out)
        return sum(1 for _ in lines) if mine.kind else 0

    def _written(self, finding: PlacedFinding) -> str:
        for sheet in self._wizard.sheets:
            mine = self._wizard.plan_of(sheet)
            source = mine.sources.get(finding.column)
            if sheet.key == finding.file and source is not None:
                lines = (line for line in sheet.lines if line.number == finding.line)
                fixed = mine.fixes.get(finding.line, {}).get(finding.column)
                return next((fixed or theirs(line, source) for line in lines), "")
        return ""

    # --- mending --------------------------------------------------------------------------------

    def _show_fault(self, one: FaultRow | None) -> None:
        for piece in (self.fix, self.mend, self.leave_out):
            piece.setVisible(one is not None)
        self._remedy.setText("" if one is None else one.finding.remedy)
        self.fix.setText("" if one is None else one.written)
        self.fix.setEnabled(one is not None and bool(one.finding.column))

    def _to_fix(self, _one: FaultRow) -> None:
        self.fix.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fix.selectAll()

    def _fix(self) -> None:
        one = self.faults.chosen_row()
        if one is not None and one.finding.column:
            mine = self._wizard.plan.sheets[one.finding.file]
            mine.fixes.setdefault(one.finding.line, {})[one.finding.column] = (
                self.fix.text().strip()
            )
            self._again()

    def _leave_out(self) -> None:
        one = self.faults.chosen_row()
        if one is not None:
            self._wizard.plan.sheets[one.finding.file].left_out.add(one.finding.line)
            self._again()

    def _again(self) -> None:
        self.faults.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self._wizard.examine()

    def _save(self) -> None:
        save_left_out(self, self._wizard)

    # --- rows as they will be read --------------------------------------------------------------

    def _show_previews(self) -> None:
        empty(self._tabs)
        while (old := self._previews.widget(0)) is not None:
            self._previews.removeWidget(old)
            old.deleteLater()
        shown = [sheet for sheet in self._wizard.sheets if self._wizard.plan_of(sheet).kind]
        for place, sheet in enumerate(shown):
            self._previews.addWidget(self._preview(sheet))
            title = kind_words(self._wizard.plan_of(sheet).kind)
            tab = button(title, partial(self._previews.setCurrentIndex, place), part="tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setChecked(place == 0)
            self._tabs.addWidget(tab)
        self._tabs.addWidget(label("as they will be read, the first 50", "small"))
        self._tabs.addStretch(1)

    def _preview(self, sheet: Sheet) -> Table[PreviewRow]:
        found = self._wizard.found
        kind = self._wizard.plan_of(sheet).kind
        rows: Sequence[PreviewRow] = found.previews.get(kind, []) if found else []
        columns = [one for one in FILES[kind].columns if rows and one.name in rows[0].cells]
        line: Column[PreviewRow] = Column(
            "Line", lambda one: str(one.line), order=lambda one: one.line, width=52, figures=True
        )
        shown = [line, *(self._cell_column(sheet, one) for one in columns)]
        table: Table[PreviewRow] = Table(f"{kind_words(kind)} as they will be read", shown)
        table.show_rows(rows)
        return table

    def _cell_column(self, sheet: Sheet, column: RecordColumn) -> Column[PreviewRow]:
        name = column.name

        def reason(one: PreviewRow) -> str:
            faults = self._wizard.found.faults if self._wizard.found else {}
            at = faults.get((sheet.key, one.line), ())
            return " ".join(f"{f.message} {f.remedy}" for f in at if f.column == name)

        def text(one: PreviewRow) -> str:
            if not reason(one):
                return cell_words(column, one.cells[name])
            lines = (li for li in sheet.lines if li.number == one.line)
            source = self._wizard.plan_of(sheet).sources[name]
            return next((f"✗ {theirs(li, source)}" for li in lines), "✗")

        return Column(
            column_words(name),
            text,
            width=_CELL_WIDTH,
            tone=lambda one: Tone.STOPPED if reason(one) else Tone.INK,
            tip=lambda one: reason(one) or cell_words(column, one.cells[name]),
        )


def save_left_out(parent: QWidget, wizard: Wizard) -> None:
    """Save the rows that stay out as a spreadsheet, where the user says."""
    if wizard.found is None:
        return
    first = Path(wizard.plan.paths[0])
    proposed = str(first.with_name(f"{first.stem} – not taken.xlsx"))
    path = file_to_save(parent, wizard.folders, "Save these rows", proposed, "Workbook (*.xlsx)")
    if path is not None:
        wizard.save(faults_workbook(wizard.plan, wizard.sheets, wizard.found.faults), path)
