"""A short word at the lower right that something was done, with Undo where it can be undone.

It takes no cursor and asks nothing; it goes by itself, later where there is something to undo.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QWidget

from dmedesk.widgets.parts import button, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN

FADE_MS = 120
STAYS_MS, STAYS_TO_UNDO_MS = 4_000, 12_000
_ABOVE_THE_STRIP = 32


class Toast(QFrame):
    """The one toast of a window; a new word takes the place of the last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("part", "toast")
        self._undo: Callable[[], object] | None = None
        self._said = label()
        self.undo = button("Undo", self._take_back, keys="Ctrl+Alt+Z")
        self.setLayout(padded(row(self._said, self.undo, gap=4 * GRID), 4 * GRID, 2 * GRID))
        self._goes = QTimer(self, singleShot=True)
        self._goes.timeout.connect(self.hide)
        self._sheen = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._sheen)
        self._fade = QPropertyAnimation(self._sheen, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        window.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say it; ``undo`` is what the button does."""
        self._undo = undo
        self._said.setText(sentence)
        self.setAccessibleName(sentence)
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._fade.start()
        self._goes.start(STAYS_MS if undo is None else STAYS_TO_UNDO_MS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        room = self._window.size()
        self.move(
            room.width() - self.width() - MARGIN,
            room.height() - self.height() - _ABOVE_THE_STRIP,
        )

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
