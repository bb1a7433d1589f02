"""A paper in a window of its own: looked at, printed, saved. It may stay open while one works."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.paper import PaperView, printer, save_paper
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

_SIZE = (820, 900)


class PaperWindow(QDialog):
    """Shows one PDF; deleted when it is closed."""

    def __init__(self, title: str, content: bytes, file_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._title = title
        self._file_name = file_name
        self.findings = FindingsBar()
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

    def _print(self) -> None:
        target = printer()
        if QPrintDialog(target, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(target)

    def print_on(self, target: QPrinter) -> None:
        """Print all pages; say why where that fails."""
        target.setDocName(self._title)
        try:
            self.paper.print_on(target)
        except WorldError as error:
            self._tell(error)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save", self._file_name, "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Save the paper; say why where that fails."""
        content = self.paper.content
        try:
            save_paper(content or b"", path)
        except WorldError as error:
            self._tell(error)

    def _tell(self, error: WorldError) -> None:
        finding = Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy)
        self.findings.show_findings((finding,))
