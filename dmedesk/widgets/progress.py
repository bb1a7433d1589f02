"""Long work in the page: how far it is, and a button that stops it at the next safe place."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QProgressBar

from dmedesk.widgets.parts import button, label, padded, row
from dmedesk.widgets.theme import GRID

_BAR_WIDTH = 240


class ProgressLine(QFrame):
    """One line: what is being done, how far, and Stop. Hidden while nothing is."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._said = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName("Progress")
        self.stop = button("S&top", stop, tip="Stop at the next safe place")
        self.setLayout(padded(row(self._said, None, self._bar, self.stop, gap=3 * GRID)))
        self.hide()

    def tell(self, said: str, *, made: int = 0, of: int = 0, stoppable: bool = True) -> None:
        """Show how far it is; ``of`` 0 where that is not known."""
        self._said.setText(said)
        self._bar.setRange(0, of)
        self._bar.setValue(made)
        self._bar.setAccessibleDescription(said)
        self.stop.setVisible(stoppable)
        self.show()

    def said(self) -> str:
        """What the line says."""
        return self._said.text()
