"""Where the fields of a form stand: labels at the left, errors below, sections on one grid."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.forms.entries import entry_for
from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.fields import FormField, Kind, Piece, Section
from dmedesk.widgets.forms.grid import RowsEntry
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, label, set_part
from dmedesk.widgets.theme import GRID, px

_LABEL_WIDTH = 27 * GRID
_ACROSS = 4 * GRID
_BESIDE_FIRST_LINE = 5
_LARGE = 150
"""From this size of type on, in percent, fields stand below each other."""

_PARTS = {Severity.STOP: "wrong", Severity.WARNING: "careful", Severity.NOTE: "small"}
_TOP = Qt.AlignmentFlag.AlignTop


class Lines(QVBoxLayout):
    """A field with the line below it that says what is wrong; no line where nothing is.

    A layout and no widget, for a form has many: each widget costs a page some of its time to open.
    """

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GRID // 2)
        self.addWidget(entry.widget)
        if entry.widget.maximumWidth() < entry.widget.sizeHint().width() * 4:
            self.setAlignment(entry.widget, Qt.AlignmentFlag.AlignLeft)
        self._said: QLabel | None = None

    def tell(self, finding: Finding | None) -> None:
        """Show the finding, or none."""
        if self._said is None:
            if finding is None:
                return
            self._said = label()
            self._said.setWordWrap(True)
            self.insertWidget(1, self._said)
        self._said.setVisible(finding is not None)
        if finding is not None:
            set_part(self._said, _PARTS[finding.severity])
            self._said.setText(f"{finding.message} {finding.remedy}".strip())


def lay_out(
    pieces: Sequence[Piece],
    workplace: Workplace,
    entries: dict[str, Entry],
    lines: dict[str, Lines],
) -> QVBoxLayout:
    """Make every piece's entries, in the order that Tab takes, and set them below each other."""
    whole = column(gap=4 * GRID)
    for piece in pieces:
        if isinstance(piece, Section):
            if piece.title:
                whole.addWidget(label(piece.title, "section"))
            whole.addLayout(_grid(piece, workplace, entries, lines))
        else:
            rows = RowsEntry(piece, workplace)
            entries[piece.key], lines[piece.key] = rows, Lines(rows)
            whole.addLayout(lines[piece.key])
    return whole


def _grid(
    section: Section, workplace: Workplace, entries: dict[str, Entry], lines: dict[str, Lines]
) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(_ACROSS)
    grid.setVerticalSpacing(2 * GRID)
    columns = section.large_columns if px(100) >= _LARGE else section.columns
    for place in range(columns):
        grid.setColumnMinimumWidth(2 * place, px(_LABEL_WIDTH))
        grid.setColumnStretch(2 * place + 1, 1)
    line = at = 0
    for declared in section.fields:
        field = declared if workplace.may_write else replace(declared, read_only=True)
        wide = field.wide or field.kind is Kind.LONG_TEXT
        if at and (wide or at == columns):
            line, at = line + 1, 0
        entry = entry_for(field, workplace)
        entries[field.key], lines[field.key] = entry, Lines(entry)
        # No side is named: a label that wraps takes the column's whole width then.
        grid.addWidget(_label_of(field, entry), line, 2 * at, _TOP)
        span = 2 * columns - 1 if wide else 1
        grid.addLayout(lines[field.key], line, 2 * at + 1, 1, span, _TOP)
        at = columns if wide else at + 1
    return grid


def _label_of(field: FormField, entry: Entry) -> QLabel:
    """The label, the field's buddy; a dot after it where the field is required."""
    mark = " •" if field.required and not field.read_only else ""
    made = QLabel(f"{field.label}{mark}")
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("part", "soft")
    made.setBuddy(entry.target)
    made.setWordWrap(True)
    made.setToolTip(f"{field.name}: needed" if mark else field.help)
    needed = ", needed" if mark else ""
    entry.target.setAccessibleName(f"{field.name}{needed}")
    entry.target.setAccessibleDescription(field.help)
    made.setContentsMargins(0, _BESIDE_FIRST_LINE, 0, 0)
    return made
