"""A paper in a window of its own: looked at, printed, saved. It may stay open while one works."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.press import Press
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

_SIZE = (820, 900)


class PaperWindow(QDialog):
    """Shows one PDF; deleted when it is closed.

    ``kind`` says which of this computer's printers it is printed on; ``numbers`` are
    those of the papers in it whose prints are counted.
    """

    def __init__(
        self,
        workplace: Workplace,
        title: str,
        content: bytes,
        file_name: str,
        parent: QWidget,
        *,
        kind: str = "list",
        numbers: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._title = title
        self._content, self._file_name, self._kind = content, file_name, kind
        self._numbers = numbers
        self.findings = FindingsBar()
        self._press = Press(workplace, self, self.findings.show_findings)
        self.paper = PaperView(title)
        self.paper.show_paper(content)
        pages = label(count_of(self.paper.pages(), "page"), "soft")
        tools = row(
            label(title, "heading"),
            pages,
            None,
            button("&Print", self._print, keys="Ctrl+P", picture="printer"),
            button("&Save PDF", self._save, keys="Ctrl+S", picture="save"),
            button("&Close", self.close),
        )
        layout = column(tools, self.findings, self.paper, gap=3 * GRID)
        layout.setStretch(2, 1)
        self.setLayout(padded(layout, MARGIN, 3 * GRID))
        self.resize(*_SIZE)

    def print_on(self, target: QPrinter) -> None:
        """Print all pages; say why where that fails."""
        target.setDocName(self._title)
        self._press.print_each(target, self._content, self._kind, self._numbers)

    def _print(self) -> None:
        target = self._press.target(self._kind)
        if target is not None:
            self.print_on(target)

    def _save(self) -> None:
        self._press.save_as(self._content, "Save", self._file_name)

    def save_to(self, path: Path) -> None:
        """Save the paper; say why where that fails."""
        self._press.save_to(self._content, path)
