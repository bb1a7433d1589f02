"""The panes of a list's page: the list, and beside it the preview of a row, or a paper."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QWidget

from dmedesk.widgets.listing.preview import Preview
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, label, padded
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

if TYPE_CHECKING:
    from dmedesk.widgets.listing.beside import PaperBeside

_LIST_SHARE, _PREVIEW_SHARE = 2_000, 1_000


class Panes(QSplitter):
    """``left`` holds the list's ``view``. A paper stands in the place of the preview."""

    def __init__(
        self,
        workplace: Workplace,
        left: QWidget,
        view: ListView[Any],
        preview: Preview,
        failed: Failed,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._workplace, self._failed = workplace, failed
        self._view, self._preview = view, preview
        self.paper: PaperBeside | None = None
        self.addWidget(left)
        self.addWidget(preview)
        self.setStretchFactor(0, _LIST_SHARE)
        self.setStretchFactor(1, _PREVIEW_SHARE)
        self.setSizes([_LIST_SHARE, _PREVIEW_SHARE])
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)

    @property
    def open_paper(self) -> "PaperBeside | None":
        """The paper that stands beside the list; None where the preview does, or nothing."""
        return None if self.paper is None or self.paper.isHidden() else self.paper

    def show_paper(self, title: str, content: bytes) -> None:
        """Show this paper beside the list, ready to be printed."""
        if self.paper is None:
            # Qt's part for PDF is read by whoever looks at a paper, not with every list.
            from dmedesk.widgets.listing.beside import PaperBeside

            self.paper = PaperBeside(
                self._workplace, self, self._preview, failed=self._failed, left=self._view.setFocus
            )
        self.paper.show_paper(title, content)

    def close_paper(self) -> None:
        """Give the paper's place back to the preview."""
        if self.paper is not None:
            self.paper.close_paper()

    def toggle_preview(self) -> None:
        """Show the preview, or give its room to the list."""
        self.close_paper()
        self._preview.setVisible(self._preview.isHidden())

    def next_pane(self) -> bool:
        """From the filters to the table, and to what is beside it; False: on to the filters."""
        focus = QApplication.focusWidget()
        beside = self.open_paper or self._preview
        if focus is not None and beside.isAncestorOf(focus):
            return False
        if focus is self._view:
            return not beside.isHidden() and beside.take_focus()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


def words_within(view: ListView[Any]) -> QLabel:
    """Words where the rows would stand, so that no frame is empty above words below it."""
    words = label("", "soft")
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    view.viewport().setLayout(padded(column(words, None), 3 * GRID))
    return words
