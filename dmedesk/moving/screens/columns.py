"""Step 2: what each sheet holds, and which of its columns is which of ours."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from dmedesk.kit.records import Column as RecordColumn
from dmedesk.moving.headers import Part, Source
from dmedesk.moving.screens.wizard import KINDS, Wizard
from dmedesk.moving.wording import cell_words, kind_words, label_of
from dmedesk.moving.workbooks import Sheet, theirs, understood
from dmedesk.widgets.choice import ArrowBox
from dmedesk.widgets.parts import column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone

_PARTS = {"last_name": (Part.WHOLE, Part.LAST), "first_name": (Part.WHOLE, Part.FIRST)}
_PART_WORDS = {
    Part.WHOLE: "",
    Part.LAST: " – the last name in it",
    Part.FIRST: " – the first name in it",
}
_LEAST_LIST, _SHARES = 240, (2, 3)
_SAMPLES, _SAMPLE_LENGTH = 3, 34
_KIND_LENGTH, _HEADER_LENGTH = 20, 24


def _sheet_columns(wizard: Wizard) -> tuple[Column[Sheet], ...]:
    """A sheet, what it holds, and how many rows it has."""
    return (
        Column("Sheet", lambda one: one.key, wide=True, tip=lambda one: one.key),
        Column(
            "Holds",
            lambda one: kind_words(wizard.plan_of(one).kind),
            width=120,
            tone=lambda one: Tone.INK if wizard.plan_of(one).kind else Tone.CLOSED,
        ),
        Column(
            "Rows",
            lambda one: f"{sum(1 for _ in one.rows(wizard.plan_of(one))):,}",
            width=56,
            figures=True,
        ),
    )


class ColumnsStep(QWidget):
    """Sheets at the left; at the right each of our columns, where it comes from, and a sample."""

    title = "Columns"
    changed = Signal()

    def __init__(self, wizard: Wizard) -> None:
        super().__init__()
        self._wizard = wizard
        self.sheets: Table[Sheet] = Table("Sheets", _sheet_columns(wizard))
        self.sheets.setMinimumWidth(_LEAST_LIST)
        self.sheets.chosen.connect(self._show_sheet)
        self.kind = ArrowBox()
        self.kind.setMinimumContentsLength(_KIND_LENGTH)
        self.kind.setAccessibleName("What this sheet holds")
        self.kind.view().setAccessibleName("Kinds of record")
        self.kind.activated.connect(self._set_kind)
        self._said = label(part="soft")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Our columns, and where each comes from")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources: dict[str, ArrowBox] = {}
        self.constants: dict[str, QLineEdit] = {}
        self._samples: dict[str, QLabel] = {}
        self._said.setWordWrap(True)
        named = row(label("This sheet holds"), self.kind, None)
        right = column(named, self._said, self._area)
        right.setStretch(2, 1)
        both = row(self.sheets, right, gap=4 * GRID)
        for half, share in enumerate(_SHARES):
            both.setStretch(half, share)
        self.setLayout(both)
        self.setFocusProxy(self.sheets)

    def enter(self) -> None:
        """Show the sheets as they are planned."""
        self.sheets.show_rows(self._wizard.sheets, same=lambda one: one.key)
        self._show_sheet(self.sheets.chosen_row())

    def leave(self) -> bool:
        """Go on where at least one sheet is taken."""
        return any(sheet.kind for sheet in self._wizard.plan.sheets.values())

    def _show_sheet(self, sheet: Sheet | None) -> None:
        if sheet is None:
            return
        self.kind.clear()
        self.kind.addItem("nothing that is taken", "")
        for kind in self._wizard.free_kinds(sheet):
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._wizard.plan_of(sheet).kind)))
        self._show_columns(sheet)

    def _set_kind(self) -> None:
        sheet = self.sheets.chosen_row()
        if sheet is not None:
            self._wizard.set_kind(sheet, self.kind.currentData())
            self._show_columns(sheet)
            self.sheets.viewport().update()
            self.changed.emit()

    def _show_columns(self, sheet: Sheet) -> None:
        self.sources, self.constants, self._samples = {}, {}, {}
        file = self._wizard.file_of(sheet)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        if file is not None:
            headers = sheet.headers(self._wizard.plan_of(sheet))
            for place, one in enumerate(file.columns):
                self._add_row(grid, place, sheet, one, headers)
        layout = column(grid, None)
        held = QWidget()
        held.setLayout(padded(layout, 2 * GRID, GRID))
        self._area.setWidget(held)
        self._tell(sheet)

    def _add_row(
        self,
        grid: QGridLayout,
        place: int,
        sheet: Sheet,
        one: RecordColumn,
        headers: tuple[str, ...],
    ) -> None:
        choice = ArrowBox()
        choice.setMinimumContentsLength(_HEADER_LENGTH)
        choice.setAccessibleName(f"Where {label_of(one)} comes from")
        choice.addItem("–", None)
        for at, header in enumerate(headers):
            for part in _PARTS.get(one.name, (Part.WHOLE,)):
                if header:
                    choice.addItem(header + _PART_WORDS[part], (at, str(part)))
        choice.addItem("the same in every row:", (-1, str(Part.WHOLE)))
        choice.view().setAccessibleName("Columns of the sheet")
        constant = QLineEdit()
        constant.setAccessibleName(f"{label_of(one)} of every row")
        sample = label(part="soft")
        source = self._wizard.plan_of(sheet).sources.get(one.name)
        if source is not None:
            wanted = (source.place, str(source.part))
            found = (n for n in range(choice.count()) if choice.itemData(n) == wanted)
            choice.setCurrentIndex(next(found, 0))
            constant.setText(source.always)
        choice.activated.connect(partial(self._set_source, sheet, one))
        constant.editingFinished.connect(partial(self._set_source, sheet, one))
        named = label(label_of(one))
        named.setBuddy(choice)
        self.sources[one.name], self.constants[one.name] = choice, constant
        self._samples[one.name] = sample
        for at, piece in enumerate((named, choice)):
            grid.addWidget(piece, place, at)
        grid.addLayout(row(constant, sample, None), place, 2)
        self._show_sample(sheet, one)

    def _set_source(self, sheet: Sheet, one: RecordColumn, _index: int = 0) -> None:
        chosen = self.sources[one.name].currentData()
        sources = self._wizard.plan_of(sheet).sources
        if chosen is None:
            sources.pop(one.name, None)
        else:
            always = self.constants[one.name].text() if chosen[0] < 0 else ""
            sources[one.name] = Source(chosen[0], Part(chosen[1]), always)
        self._show_sample(sheet, one)
        self._tell(sheet)
        self.changed.emit()

    def _show_sample(self, sheet: Sheet, one: RecordColumn) -> None:
        mine = self._wizard.plan_of(sheet)
        source = mine.sources.get(one.name)
        is_constant = source is not None and source.place < 0
        self.constants[one.name].setVisible(is_constant)
        if source is None or is_constant:
            self._samples[one.name].setText("")
            return
        cells = (
            understood(theirs(line, source), one.name, one.read, mine.meanings.get(one.name, {}))
            for line in sheet.rows(mine)
        )
        some = [
            cell_words(one, cell)
            for _at, cell in zip(range(_SAMPLES), (c for c in cells if c), strict=False)
        ]
        said = " · ".join(some)
        cut = len(said) > _SAMPLE_LENGTH
        self._samples[one.name].setText(f"{said[:_SAMPLE_LENGTH]} …" if cut else said)
        self._samples[one.name].setToolTip(said)

    def _tell(self, sheet: Sheet) -> None:
        mine = self._wizard.plan_of(sheet)
        if not mine.kind:
            self._said.setText("Its rows stay out.")
            return
        lacking = [
            label_of(one).rstrip(" *").lower()
            for one in KINDS[mine.kind].columns
            if one.required and one.name not in mine.sources
        ]
        used = {source.place for source in mine.sources.values()}
        headers = sheet.headers(mine)
        spare = [one for at, one in enumerate(headers) if one and at not in used]
        self._said.setText(
            f"Still needed: {', '.join(lacking)}."
            if lacking
            else f"Not taken: {', '.join(spare)}."
            if spare
            else "Every column is taken."
        )
