"""The invoices of a month beside their paper: opened, printed and saved on the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLayout, QSplitter, QWidget

from dmedesk.billing.queries.listed import InvoiceListed
from dmedesk.billing.rules.answer import paper_name
from dmedesk.billing.screens.reading import MonthRead, read_paper
from dmedesk.billing.screens.rows import INVOICE_COLUMNS
from dmedesk.kit.findings import Finding
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.press import Press
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of, money

KIND = "invoice"
_LIST_WIDTH, _PAPER_WIDTH = 560, 600


class InvoicesPane(QSplitter):
    """A month's invoices at the left, the paper of the chosen one at the right."""

    def __init__(self, workplace: Workplace, failed: Callable[[tuple[Finding, ...]], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._papers = Latest(workplace.runner)
        self._failed = failed
        self._explained = False
        self._shown: InvoiceListed | None = None
        self._press = Press(workplace, self, failed)
        self.list = Table("Invoices of the month", INVOICE_COLUMNS)
        self.paper = PaperView("The invoice's paper")
        self._head, self._paper_head = label(part="ready"), label(part="heading")
        self._none = label("No invoice yet. Post the month, and its invoices stand here.", "soft")
        self.addWidget(_pane(self._head, self._none, self.list))
        self.addWidget(self._paper_pane())
        self.setSizes([_LIST_WIDTH, _PAPER_WIDTH])
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)
        self.list.chosen.connect(self._open)

    def _paper_pane(self) -> QWidget:
        self.computed = button(
            "How &computed", self._toggle_computed, tip="With the pages that explain each amount"
        )
        self.computed.setCheckable(True)
        self.print = button("&Print", self.print_paper, keys="Ctrl+P", picture="printer")
        self.save = button("&Save PDF", self.save_as, keys="Ctrl+S", picture="save")
        tools = row(self._paper_head, None, self.computed, self.print, self.save)
        return _pane(tools, self.paper)

    def show_month(self, read: MonthRead) -> None:
        """Show the month's invoices, and the paper of the one chosen."""
        standing = count_of(len(read.standing), "invoice")
        credited = len(read.invoices) - len(read.standing)
        also = f", {credited} credited" if credited else ""
        self._head.setText(f"✓ Posted: {standing}, {money(read.posted_cents)}{also}")
        self._none.setVisible(not read.invoices)
        self.list.setVisible(bool(read.invoices))
        self._head.setVisible(bool(read.invoices))
        self.list.show_rows(read.invoices, same=lambda invoice: invoice.invoice_id)
        if not read.invoices:
            self._open(None)

    def _open(self, invoice: InvoiceListed | None) -> None:
        for tool in (self.computed, self.print, self.save):
            tool.setEnabled(invoice is not None)
        self._paper_head.setText(invoice.invoice_no if invoice else "")
        self._shown = None
        self.paper.clear()
        if invoice is None:
            return
        self._papers.query(
            partial(read_paper, invoice_id=invoice.invoice_id, explained=self._explained),
            done=partial(self._show_paper, invoice),
            failed=self._failed,
        )

    def _show_paper(self, invoice: InvoiceListed, content: bytes) -> None:
        self._shown = invoice
        self.paper.show_paper(content)

    def _toggle_computed(self) -> None:
        self._explained = self.computed.isChecked()
        self._open(self.list.chosen_row())

    def print_paper(self) -> None:
        """Print what is shown, on the printer that this computer has for invoices."""
        if self.paper.content is not None:
            self._press.print_paper(self.paper.content, KIND, self._number())

    def print_on(self, target: QPrinter) -> None:
        """Print what is shown; say why where that fails.

        The job bears the invoice's number, and of a reprint which copy it is: the paper itself
        always has the same bytes.
        """
        if self.paper.content is not None:
            self._press.print_on(target, self.paper.content, KIND, self._number())

    def save_as(self) -> None:
        """Ask where, and save what is shown."""
        if self.paper.content is not None:
            name = paper_name(self._number())
            self._press.save_as(self.paper.content, "Save the invoice", name)

    def save_to(self, path: Path) -> None:
        """Save what is shown; say why where that fails."""
        if self.paper.content is not None:
            self._press.save_to(self.paper.content, path)

    def _number(self) -> str:
        return "" if self._shown is None else self._shown.invoice_no


def _pane(*pieces: QWidget | QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(*pieces))
    return made
