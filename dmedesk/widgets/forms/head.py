"""The head of a record's page: title, state, what can be done with the record."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.parts import button, column, label, row, set_part
from dmedesk.widgets.related import SIGNS
from dmedesk.widgets.theme import GRID, px

_SAVE_AND_CLOSE = "Save and close (F12)"
_TITLE = 220
"""Pixels that what is said below the title needs beside the buttons."""

_RIGHT, _ANY = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag(0)


def _nothing() -> None:
    """The page connects what its keys do as well."""


class RecordHead(QWidget):
    """Title and state at the left, the buttons at the right. The page connects them.

    ``tools`` is the place for what only this kind of record can do.
    """

    def __init__(self, spec: RecordSpec, *, may_write: bool) -> None:
        super().__init__()
        self._title, self._state = label(part="heading"), label()
        self._about = label(part="soft")
        copied = f"A new {spec.noun} like this (Ctrl+D)"
        self.papers = button("Papers", _nothing, picture="printer", tip="Papers (Ctrl+P)")
        self.files = button("Files", _nothing, picture="paperclip", tip="Files (Ctrl+Shift+F)")
        self.copy = button("Copy", _nothing, tip=copied)
        self.save_and_close = button("Save and close", _nothing, tip=_SAVE_AND_CLOSE)
        self.save = button("Save", _nothing, part="primary", tip="Save (Ctrl+S)")
        absent = [] if may_write else [self.copy, self.save_and_close, self.save]
        if spec.documents is None:
            absent.append(self.papers)
        # Only hidden here: shown before it has its place, a button would be a window of its own.
        for one in absent:
            one.hide()
        # In a narrow window what is said softly takes a second line.
        self._about.setWordWrap(True)
        self._named = row(self._title, self._state, None, gap=3 * GRID)
        said = column(self._named, self._about, gap=0)
        self.tools = row()
        buttons = (self.files, self.papers, self.copy, self.save_and_close, self.save)
        self._buttons = row(self.tools, *buttons)
        self._across = row(said, self._buttons)
        self._across.setStretch(0, 1)
        self.setLayout(self._across)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the buttons leave the title no room, they stand below it; none is cut off."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A button more or less may turn it, too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        said = max(px(_TITLE), self._named.minimumSize().width() + 2 * GRID)
        is_below = self._buttons.sizeHint().width() + said > self.width()
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if is_below else ways.LeftToRight
        if self._across.direction() != way:
            self._across.setDirection(way)
            self._across.setAlignment(self._buttons, _RIGHT if is_below else _ANY)

    def tell(self, read: RecordRead) -> None:
        """Say what the record is."""
        self._title.setText(read.title)
        self._about.setText(read.about)
        self._about.setVisible(bool(read.about))
        self._state.setVisible(read.state is not None)
        if read.state is not None:
            self._state.setText(f"{SIGNS[read.state]} {read.word}")
            set_part(self._state, read.state.value)

    def allow(self, *, saving: bool, stored: bool, why_not: str = "") -> None:
        """Whether there is something to save, and something to copy and to print.

        ``why_not`` is why this person may not save here, whatever there is.
        """
        self.save.setEnabled(saving and not why_not)
        self.save_and_close.setEnabled(not why_not)
        for one, tip in ((self.save, "Save (Ctrl+S)"), (self.save_and_close, _SAVE_AND_CLOSE)):
            one.setToolTip(why_not or tip)
        for one in (self.copy, self.papers, self.files):
            one.setEnabled(stored)

    def tell_files(self, count: int) -> None:
        """Say how many files are attached."""
        self.files.setText(f"Files {count:,}" if count else "Files")
        self.files.setAccessibleName(f"Files, {count:,} attached")
