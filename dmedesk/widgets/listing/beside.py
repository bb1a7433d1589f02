"""The paper of what a list shows, beside it: looked at, printed and saved as every other one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from dmedesk.widgets.forms.papers import PapersPane
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, padded
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

KIND = "list"
"""Which of this computer's printers it is printed on."""

_LIST_SHARE, _PAPER_SHARE = 1_000, 900


class PaperBeside(QFrame):
    """Stands in the place of the preview while it is open; ``left`` hears that the user left it."""

    def __init__(
        self,
        workplace: Workplace,
        panes: QSplitter,
        preview: QWidget,
        *,
        failed: Failed,
        left: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._panes, self._preview, self._left = panes, preview, left
        self._sizes = panes.sizes()
        self._had_preview = not preview.isHidden()
        self.papers = PapersPane(workplace, failed, self._leave)
        self.setLayout(padded(column(self.papers), 3 * GRID, 3 * GRID))
        panes.addWidget(self)
        self.hide()

    def show_paper(self, title: str, content: bytes) -> None:
        """Show this paper, ready to be printed."""
        if self.isHidden():
            self._sizes, self._had_preview = self._panes.sizes(), not self._preview.isHidden()
            self._preview.hide()
            self.show()
            self._panes.setSizes([_LIST_SHARE, 0, _PAPER_SHARE])
        self.papers.show_documents([Document(title, KIND, "", lambda _session: content)])

    def take_focus(self) -> bool:
        """Give the keyboard to the first button."""
        self.papers.print_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def close_paper(self) -> None:
        """Give its place back to the preview, where that was shown."""
        if self.isHidden():
            return
        self.hide()
        self._preview.setVisible(self._had_preview)
        self._panes.setSizes(self._sizes)

    def _leave(self) -> None:
        self.close_paper()
        self._left()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
